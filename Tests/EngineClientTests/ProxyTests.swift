import EngineAPI
import EngineClient
import Foundation
import Testing

@Suite(.serialized) struct ProxyTests {
    private func client(
        _ address: String, _ environment: [String: String], _ engine: PythonEngine, trust: ServerTrust = .system
    ) throws -> EngineClient {
        var configuration = ClientConfiguration()
        configuration.proxy = ProxySettings(environment: environment)
        configuration.trust = trust
        // Long: a busy machine isn't what is tested.
        configuration.connectTimeout = .seconds(60)
        configuration.answerTimeout = .seconds(60)
        let signer = engine.signer()
        return EngineClient(address: try EngineAddress(parsing: address), signer: { signer }, configuration: configuration)
    }

    @Test func callsGoThroughTheProxyThatTheEnvironmentNames() async throws {
        let certificate = try OpenSSLCertificate("/CN=engine")
        let engine = try await PythonEngine(["tls": certificate.files])
        let proxy = try await PythonRelay("http", to: engine, ["user": "me:p@ss:w/ord"])
        // The name is the proxy's to look up.
        let address = "https://engine.invalid:8443/prefix"
        let pinned = ServerTrust.pinned(try CertificateFingerprint(parsing: certificate.fingerprint))
        let environment = ["https_proxy": "http://me:p%40ss%3Aw%2Ford@127.0.0.1:\(proxy.port)/", "http_proxy": "http://127.0.0.1:1"]
        #expect(try await client(address, environment, engine, trust: pinned).keys().count == 1)
        // A connection that has had nothing to do for long is made again.
        #expect(Set(try await proxy.tell()) == ["CONNECT engine.invalid:8443 HTTP/1.1"])
        let error = await #expect(throws: EngineClientError.self) { try await client(address, environment, engine).keys() }
        #expect(try error?.code == .certificateUnknown && error?.certificate?.fingerprint.description == certificate.fingerprint)
    }

    @Test func aSOCKSProxyIsSpokenWithToo() async throws {
        let engine = try await PythonEngine()
        let proxy = try await PythonRelay("socks", to: engine)
        let environment = ["ALL_PROXY": "socks5h://127.0.0.1:\(proxy.port)"]
        #expect(try await client("http://engine.invalid", environment, engine).healthcheck() == "healthy")
        #expect(Set(try await proxy.tell()) == ["engine.invalid 80"])
        try await proxy.tell(["refuse": "yes"])
        let error = await #expect(throws: EngineClientError.self) {
            try await client("http://engine.invalid", environment, engine).healthcheck()
        }
        #expect(
            error?.code == .proxy && error?.message.contains("socks5://127.0.0.1:\(proxy.port) (ALL_PROXY)") == true,
            "\(String(describing: error))")
    }

    @Test func aSocketAndAnExceptionHaveNone() async throws {
        let engine = try await PythonEngine()
        let nowhere = ["http_proxy": "http://127.0.0.1:1"]
        let address = "http://localhost:\(engine.port)"
        #expect(try await client(address, nowhere.merging(["no_proxy": "localhost"]) { $1 }, engine).healthcheck() == "healthy")
        #expect(try await client(address, ["HTTP_PROXY": "http://127.0.0.1:1"], engine).healthcheck() == "healthy")
        #expect(try ProxySettings(environment: nowhere).proxy(for: .unixSocket("/run/x.sock")) == nil)
    }

    @Test func whatFailsAtTheProxyIsSaidToBeThere() async throws {
        let engine = try await PythonEngine()
        let proxy = try await PythonRelay("http", to: engine, ["user": "me:right"])
        let gone = try await PythonEngine()
        try await gone.stop()
        let cases: [(url: String, refuse: String?, words: String)] = [
            ("http://me:wrong@127.0.0.1:\(proxy.port)", nil, "(http_proxy) wants another user name and password"),
            ("127.0.0.1:\(proxy.port)", nil, "wants another user name and password"),
            ("http://me:right@127.0.0.1:\(proxy.port)", "403 Forbidden", "doesn't connect to http://engine.invalid"),
            ("http://me:wrong@127.0.0.1:\(gone.port)", nil, "no connection to the proxy http://127.0.0.1:\(gone.port)"),
            ("https://me:wrong@127.0.0.1:1", nil, "begins with https://"),
            ("socks5://me:wrong@127.0.0.1:1", nil, "user name"),
            ("http://me:wr%ong@127.0.0.1:1", nil, "hexadecimal"),
            ("http://me:wrong@127.0.0.1:port", nil, "host and port"),
        ]
        for (url, refuse, words) in cases {
            if let refuse { try await proxy.tell(["refuse": refuse]) }
            let client = try client("http://engine.invalid", ["http_proxy": url], engine)
            let error = await #expect(throws: EngineClientError.self) { try await client.healthcheck() }
            #expect(error?.code == .proxy && error?.message.contains(words) == true, "\(url): \(String(describing: error))")
            #expect(error?.message.contains("http_proxy") == true && error?.message.contains("wrong") == false)
        }
        #expect(try await engine.tell().calls.isEmpty)
    }

    @Test(
        arguments: [
            (["https_proxy": "p:1", "all_proxy": "q:2"], "https://e", "http://p:1"),
            (["HTTPS_PROXY": "p:1"], "https://e", "http://p:1"),
            (["https_proxy": "p:1", "HTTPS_PROXY": "q:2"], "https://e", "http://p:1"),
            (["https_proxy": "", "HTTPS_PROXY": "q:2"], "https://e", "http://q:2"),
            (["http_proxy": "p:1"], "https://e", nil),
            (["https_proxy": "p:1", "all_proxy": "q:2"], "http://e", "http://q:2"),
            (["HTTP_PROXY": "p:1"], "http://e", nil),
            (["http_proxy": "http://p"], "http://e", "http://p:1080"),
            (["http_proxy": "http://[::1]"], "http://e", "http://[::1]:1080"),
            (["http_proxy": "http://u@[::1]:80/"], "http://e", "http://[::1]:80"),
            (["all_proxy": "SOCKS5://p"], "http://e", "socks5://p:1080"),
            (["http_proxy": "p:1", "no_proxy": "*"], "http://e", nil),
        ] as [([String: String], String, String?)])
    func theEnvironmentIsReadAsCurlDoes(environment: [String: String], address: String, proxy: String?) throws {
        let found = try ProxySettings(environment: environment).proxy(for: EngineAddress(parsing: address))
        #expect(found?.description == proxy)
    }

    @Test func noPasswordIsPrinted() throws {
        let settings = ProxySettings(environment: ["http_proxy": "http://me:secret@p:1"])
        let proxy = try #require(try settings.proxy(for: EngineAddress(parsing: "http://e")))
        for text in ["\(settings)", "\(proxy)", String(reflecting: settings), String(reflecting: proxy)] {
            #expect(!text.contains("secret"))
        }
        var dumped = ""
        dump(settings, to: &dumped)
        dump(proxy, to: &dumped)
        #expect(!dumped.contains("secret"))
    }

    @Test(arguments: [
        ("engine.example", "engine.example", 80, true), ("engine.example", "a.engine.example", 80, true),
        ("engine.example", "myengine.example", 80, false), (".engine.example", "engine.example", 80, true),
        ("ENGINE.example.", "engine.EXAMPLE", 80, true), ("engine.example", "engine.example.", 80, true),
        ("a,b engine.example", "engine.example", 80, true), ("*", "anything", 80, true), ("*.example", "a.example", 80, false),
        ("engine.example:8080", "engine.example", 8080, true), ("engine.example:8080", "engine.example", 80, false),
        ("10.0.0.0/8", "10.1.2.3", 80, true), ("10.0.0.0/8", "11.1.2.3", 80, false), ("10.1.2.3", "10.1.2.3", 80, true),
        ("10.0.0.0/33", "10.1.2.3", 80, false), ("192.168.1.128/25", "192.168.1.200", 80, true),
        ("192.168.1.128/25", "192.168.1.100", 80, false), ("0.0.0.0/0", "8.8.8.8", 80, true), ("0.0.0.0/0", "::1", 80, false),
        ("::1", "::1", 80, true), ("[::1]", "0:0::1", 80, true), ("[::1]:80", "::1", 80, true), ("[::1]:81", "::1", 80, false),
        ("2001:db8::/32", "2001:db8:1::1", 80, true), ("2001:db8::/32", "2001:db9::1", 80, false),
        (".0.0.1", "127.0.0.1", 80, false), ("", "engine.example", 80, false), (", ,", "engine.example", 80, false),
    ])
    func exceptionsAreReadAsCurlDoes(text: String, host: String, port: Int, isException: Bool) {
        #expect(ProxyExceptions(parsing: text).include(host: host, port: port) == isException)
    }
}
