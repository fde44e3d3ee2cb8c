import EngineAPI
import EngineClient
import Foundation
import Testing

@Suite(.serialized) struct TrustTests {
    private let authority: OpenSSLCertificate
    private let issued: OpenSSLCertificate

    init() throws {
        authority = try OpenSSLCertificate("/CN=authority", extension: "basicConstraints=critical,CA:TRUE")
        issued = try OpenSSLCertificate("/CN=engine", extension: "subjectAltName=DNS:localhost", issuer: authority)
    }

    private func client(_ engine: PythonEngine, _ trust: ServerTrust, host: String = "localhost") throws -> EngineClient {
        let signer = engine.signer()
        var configuration = ClientConfiguration()
        configuration.trust = trust
        return EngineClient(
            address: try EngineAddress(parsing: "https://\(host):\(engine.port)"), signer: { signer }, configuration: configuration)
    }

    @Test func aPinnedCertificateNeedsNoIssuerNoNameAndNoDate() async throws {
        let selfSigned = try OpenSSLCertificate("/CN=something else")
        let expired = try OpenSSLCertificate("/CN=old", days: -1)
        for certificate in [selfSigned, expired, issued] {
            let engine = try await PythonEngine(["tls": certificate.files])
            let fingerprint = try CertificateFingerprint(parsing: certificate.fingerprintLine)
            #expect(try "\(fingerprint)" == certificate.fingerprint)
            let client = try client(engine, .pinned(fingerprint), host: "127.0.0.1")
            #expect(try await client.keys().map(\.identity) == ["alice"])
            #expect(try await client.healthcheck() == "healthy")
        }
    }

    @Test func anotherCertificateThanThePinnedOneIsRefusedLoudly() async throws {
        let other = try OpenSSLCertificate("/CN=engine", extension: "subjectAltName=DNS:localhost", issuer: authority)
        let engine = try await PythonEngine(["tls": other.files])
        let pinned = try CertificateFingerprint(parsing: issued.fingerprint)
        let client = try client(engine, .pinned(pinned))
        for _ in 0..<2 {
            let error = await #expect(throws: EngineClientError.self) { try await client.keys() }
            #expect(error?.code == .certificateChanged, "\(String(describing: error))")
            #expect(error?.message.contains("HAS CHANGED") == true)
            #expect(try error?.message.contains("\(pinned)") == true && error?.message.contains(other.fingerprint) == true)
            #expect(try error?.certificate?.fingerprint.description == other.fingerprint)
        }
        #expect(try await engine.tell().calls.isEmpty)
    }

    @Test func authoritiesInAFileAreTrustedInsteadOfTheSystems() async throws {
        let engine = try await PythonEngine(["tls": issued.files])
        #expect(try await client(engine, .authorities(path: authority.certificate)).keys().count == 1)
        let calls = try await engine.tell().calls.count
        let others = try OpenSSLCertificate("/CN=authority", extension: "basicConstraints=critical,CA:TRUE")
        let refusals: [(ServerTrust, String)] = [
            (.authorities(path: others.certificate), "localhost"), (.authorities(path: authority.certificate), "127.0.0.1"),
            (.system, "localhost"),
        ]
        for (trust, host) in refusals {
            let error = await #expect(throws: EngineClientError.self) { try await client(engine, trust, host: host).keys() }
            #expect(error?.code == .certificateUnknown, "\(String(describing: error))")
            #expect(try error?.message.contains("nothing was sent") == true && error?.message.contains(issued.fingerprint) == true)
            #expect(error?.certificate?.subject == "CN=engine" && error?.certificate?.issuer == "CN=authority")
        }
        for path in ["/nowhere/authorities.pem", issued.key] {
            let unreadable = await #expect(throws: EngineClientError.self) { try await client(engine, .authorities(path: path)).keys() }
            #expect(unreadable?.code == .tls && unreadable?.message.contains("\(path) isn't a readable file") == true)
        }
        #expect(try await engine.tell().calls.count == calls)
    }

    @Test func anExpiredCertificateIsSaidToBe() async throws {
        let expired = try OpenSSLCertificate("/CN=old", extension: "subjectAltName=DNS:localhost", issuer: authority, days: -1)
        let engine = try await PythonEngine(["tls": expired.files])
        let error = await #expect(throws: EngineClientError.self) {
            try await client(engine, .authorities(path: authority.certificate)).keys()
        }
        #expect(error?.code == .certificateUnknown && error?.message.contains("is expired on 20") == true, "\(String(describing: error))")
    }

    @Test func theCertificateCanBeSeenBeforeAnythingIsSent() async throws {
        let selfSigned = try OpenSSLCertificate("/O=Us/CN=engine \u{1B}[31m")
        let engine = try await PythonEngine(["tls": selfSigned.files])
        let address = try EngineAddress(parsing: "https://127.0.0.1:\(engine.port)")
        let certificate = try await EngineClient.presentedCertificate(at: address)
        #expect(try certificate.fingerprint.description == selfSigned.fingerprint)
        #expect(certificate.isSelfSigned && !certificate.isTrustedBySystem)
        #expect(certificate.subject.contains("O=Us") && certificate.subject.unicodeScalars.allSatisfy { $0.value >= 0x20 })
        #expect(certificate.validity.hasPrefix("valid until 20"))
        #expect(try await engine.tell().calls.isEmpty)
        // And what was seen can be pinned.
        #expect(try await client(engine, .pinned(certificate.fingerprint)).keys().count == 1)
        let second = try await PythonEngine(["tls": issued.files])
        let other = try await EngineClient.presentedCertificate(at: EngineAddress(parsing: "https://localhost:\(second.port)"))
        #expect(!other.isSelfSigned && !other.isTrustedBySystem)
    }

    @Test func whatHasNoCertificateIsSaidToHaveNone() async throws {
        let plain = try await PythonEngine()
        let noTLS = await #expect(throws: EngineClientError.self) {
            try await EngineClient.presentedCertificate(at: EngineAddress(parsing: "https://127.0.0.1:\(plain.port)"))
        }
        #expect(noTLS?.code == .tls && noTLS?.message.contains("doesn't speak TLS") == true)
        let address = try plain.address
        let http = await #expect(throws: EngineClientError.self) { try await EngineClient.presentedCertificate(at: address) }
        #expect(http?.code == .tls && http?.message.contains("https://") == true)
    }

    @Test func aHandshakeThatDoesntEndIsGivenUp() async throws {
        let engine = try await PythonEngine()
        let relay = try await PythonRelay("relay", to: engine, ["after": 0, "then": "stall"])
        var configuration = ClientConfiguration()
        configuration.connectTimeout = .milliseconds(300)
        let address = try EngineAddress(parsing: "https://127.0.0.1:\(relay.port)")
        for trust in [ServerTrust.system, .pinned(CertificateFingerprint(ofCertificate: []))] {
            configuration.trust = trust
            let client = EngineClient(address: address, configuration: configuration)
            let error = await #expect(throws: EngineClientError.self) { try await client.healthcheck() }
            #expect(error?.code == .tls || error?.code == .unreachable, "\(String(describing: error))")
        }
    }

    @Test func fingerprintsAreReadAsTheyAreWritten() throws {
        let line = try issued.fingerprintLine
        let fingerprint = try CertificateFingerprint(parsing: line)
        let plain = try issued.fingerprint
        for text in [
            plain, plain.lowercased(), plain.filter { $0 != ":" }, "SHA256:" + plain, " sha256:\(plain) ", "SHA256 Fingerprint=" + plain,
        ] {
            #expect(try CertificateFingerprint(parsing: text) == fingerprint)
        }
        let wrong = [
            ("", "is empty"), ("sha256:", "is empty"), (String(plain.dropLast()), "63"), (plain + "00", "66"),
            ("AA:" + plain.filter { $0 != ":" }.dropLast(2), "between the bytes"), (plain.replacing("A", with: "Z") + "Z", "hexadecimal"),
            (String(repeating: "AB", count: 20), "SHA-1"), ("SHA256:" + String(repeating: "+/", count: 21), "hexadecimal"),
        ]
        for (text, words) in wrong {
            let error = #expect(throws: CertificateFingerprintError.self) { try CertificateFingerprint(parsing: text) }
            #expect(error?.message.contains(words) == true, "\(text): \(error?.message ?? "")")
        }
    }
}
