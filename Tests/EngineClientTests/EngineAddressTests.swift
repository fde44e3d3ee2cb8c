import EngineClient
import Foundation
import Testing

@Suite struct EngineAddressTests {
    @Test(arguments: [
        ("http://engine.example", "http://engine.example"),
        ("http://engine.example:80/", "http://engine.example"),
        ("HTTPS://Engine.Example:8443", "https://Engine.Example:8443"),
        ("https://engine.example:80", "https://engine.example:80"),
        ("https://engine.example/api", "https://engine.example"),
        ("https://engine.example/api/", "https://engine.example"),
        ("https://engine.example/dx/flow/api/", "https://engine.example/dx/flow"),
        ("https://engine.example//dx//", "https://engine.example/dx"),
        ("http://[::1]:8080/x", "http://[::1]:8080/x"),
        ("http://[fe80::1%lo]:8080", "http://[fe80::1%lo]:8080"),
        ("http://[fe80::1%25lo]:8080/x", "http://[fe80::1%lo]:8080/x"),
        ("http://[::1%251]", "http://[::1%1]"),
        ("http://[fe80::1%25no-such.1]", "http://[fe80::1%no-such.1]"),
        ("http://[::1%25]", "http://[::1%25]"),
        ("http://127.0.0.1", "http://127.0.0.1"),
        (" http://engine.example\n", "http://engine.example"),
        ("/run/dxflow/unix.sock", "/run/dxflow/unix.sock"),
        ("unix:///run/unix.sock", "/run/unix.sock"),
        ("unix:/run/unix.sock", "/run/unix.sock"),
    ])
    func readsAddresses(text: String, canonical: String) throws {
        let address = try EngineAddress(parsing: text)
        #expect("\(address)" == canonical)
        #expect(try EngineAddress(parsing: canonical) == address)
    }

    @Test func takesAddressesApart() throws {
        let address = try EngineAddress(parsing: "https://[2001:db8::1]/dx")
        #expect(address.scheme == .https && address.host == "2001:db8::1" && address.port == 443 && address.prefix == "/dx")
        #expect(!address.isSocket && address.socketPath == nil)
        let socket = try EngineAddress(parsing: "/run/x.sock")
        #expect(socket.isSocket && socket.socketPath == "/run/x.sock" && socket.port == nil && socket.host.isEmpty)
    }

    @Test(arguments: [
        ("", "empty"), ("   ", "empty"), ("engine.example", "no http:// or https://"), ("engine.example:80", "no http:// or https://"),
        ("ftp://engine.example", "http and https"), ("unix://run/x.sock", "doesn't name a socket"), ("unix:", "doesn't name a socket"),
        ("http://", "names no host"), ("http:///api", "names no host"), ("http://:80", "names no host"),
        ("http://me:secret@engine.example", "user name or a password"), ("me:secret@engine.example", "no http:// or https://"),
        ("http:/me:secret@engine.example", "no http:// or https://"), ("http://me:sec/secret@e", "port"), ("http://e:secret%40e", "port"),
        ("http://engine.example:0", "port"), ("http://engine.example:65536", "port"),
        ("http://engine.example:", "port"), ("http://engine.example:8o", "port"), ("http://::1", "without brackets"),
        ("http://[::1", "bracket"), ("http://[engine]", "isn't an IPv6 address"), ("http://[fe80::1%]", "zone"),
        ("http://[fe80::1%25a%b]", "zone"),
        ("http://[127.0.0.1%25lo]", "isn't an IPv6 address"), ("http://[%25lo]", "isn't an IPv6 address"), ("http://[::1]80", "port"),
        ("http://engine.example/?a=b", "query"), ("http://engine.example/#a", "query"), ("http://engine.example?a", "query"),
        ("http://a b", "characters"), ("http://engine.exämple", "xn--"), ("http://engine.example/ä", "%XX"),
        ("http://engine.example/../x", ".."), ("/run/\0.sock", "NUL"),
    ])
    func explainsWhatIsNoAddress(text: String, words: String) {
        let error = #expect(throws: EngineAddressError.self) { try EngineAddress(parsing: text) }
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
        #expect(error?.reason.contains(words) == true && error?.reason.contains("“") == false)
        #expect(error?.message.contains("secret") == false)
    }

    @Test(arguments: [
        ("http://localhost", true), ("http://LOCALHOST:80", true), ("http://a.localhost", true), ("http://127.0.0.1", true),
        ("http://127.9.8.7", true), ("http://[::1]", true), ("http://[0:0:0:0:0:0:0:1]", true), ("http://[::ffff:127.0.0.1]", true),
        ("http://128.0.0.1", false), ("http://127.example.org", false), ("http://localhost.example", false), ("http://[::2]", false),
        ("http://0.0.0.0", false), ("http://10.0.0.1", false), ("/run/x.sock", true),
    ])
    func knowsLoopback(text: String, isLoopback: Bool) throws {
        let address = try EngineAddress(parsing: text)
        #expect(address.isLoopback == isLoopback)
        #expect(address.sendsTokenInClear == !isLoopback)
    }

    @Test func aNameIsReachedAtWhicheverOfItsAddressesListens() async throws {
        let named = Host(name: "localhost").addresses
        // A container may be without IPv6.
        let interfaces = (try? String(contentsOfFile: "/proc/net/if_inet6", encoding: .utf8)) ?? ""
        let hasIPv6 = interfaces.contains("00000000000000000000000000000001")
        for address in ["127.0.0.1"] + (hasIPv6 ? ["::1"] : []) {
            let engine = try await PythonEngine(["host": address])
            let literal = address.contains(":") ? "[\(address)]" : address
            for host in [literal] + (named.contains(address) ? ["localhost"] : []) {
                let client = EngineClient(address: try EngineAddress(parsing: "http://\(host):\(engine.port)"))
                #expect(try await client.healthcheck() == "healthy", "\(host)")
            }
        }
    }

    @Test func encryptedConnectionsHideTheToken() throws {
        #expect(try !EngineAddress(parsing: "https://engine.example").sendsTokenInClear)
    }

    @Test func saysThatASocketsPathIsTooLong() throws {
        let longest = "/" + String(repeating: "a", count: EngineAddress.maximumSocketPathLength - 1)
        #expect(try EngineAddress.unixSocket(longest).socketPath == longest)
        let error = #expect(throws: EngineAddressError.self) { try EngineAddress.unixSocket(longest + "é") }
        #expect(error?.message.contains("has 109 bytes") == true)
        #expect(throws: EngineAddressError.self) { try EngineAddress.unixSocket("") }
    }
}
