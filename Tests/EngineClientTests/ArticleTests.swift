import EngineAPI
import EngineClient
import Foundation
import Testing

/// The code of the article: it is in `Snippets`, which is compiled with the tests, and does what the article says.
@Suite(.serialized) struct ArticleTests {
    private static let tests = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    private static let article = tests.appending(
        path: "../../Modules/EngineClient/Sources/EngineClient/EngineClient.docc/UsingAnEngine.md")

    @Test func theArticleShowsTheSnippets() throws {
        let article = try String(contentsOf: Self.article, encoding: .utf8)
        let shown = article.components(separatedBy: "```swift\n").dropFirst().compactMap { $0.components(separatedBy: "```").first }
        let folder = Self.tests.appending(path: "Snippets")
        let snippets = try FileManager.default.contentsOfDirectory(atPath: folder.path).map {
            try String(contentsOf: folder.appending(path: $0), encoding: .utf8)
        }
        #expect(shown.sorted() == snippets.sorted())
    }

    @Test(arguments: [1, 2])
    func callsSignInByThemselves(version: Int) async throws {
        let engine = try await PythonEngine(["version": version])
        #expect(try await keyOwners(ofEngineAt: "http://127.0.0.1:\(engine.port)", signingInWith: engine.signer()) == ["alice"])
    }

    @Test func aCertificateIsPinnedIfSomebodyConfirmsIt() async throws {
        let certificate = try OpenSSLCertificate("/CN=engine")
        let engine = try await PythonEngine(["tls": certificate.files])
        let address = try EngineAddress(parsing: "https://127.0.0.1:\(engine.port)")
        let asked = try await configuration(for: address, pinned: nil) { "\($0.fingerprint)" == (try? certificate.fingerprint) }
        #expect(try await EngineClient(address: address, configuration: asked).healthcheck() == "healthy")
        let fingerprint = try CertificateFingerprint(parsing: certificate.fingerprint)
        #expect(try await configuration(for: address, pinned: fingerprint) { _ in false }.trust == .pinned(fingerprint))
        let refused = try await configuration(for: address, pinned: nil) { _ in false }
        let error = await #expect(throws: EngineClientError.self) {
            try await EngineClient(address: address, configuration: refused).healthcheck()
        }
        #expect(error?.code == .certificateUnknown)
    }

    @Test func aProgramDecidesByTheCode() async throws {
        let engine = try await PythonEngine(
            ["fault": ["on": ["/healthcheck"], "kind": "refuse429", "retry-after": "3600"] as [String: any Sendable]])
        let client = try engine.client(configuration: patientConfiguration(environment: [:]))
        let error = try #require(await #expect(throws: EngineClientError.self) { try await client.healthcheck() })
        #expect(advice(for: error).hasPrefix("wait 3600"))
        let missing = try #require(
            await #expect(throws: EngineClientError.self) { try await client.unregister(.identity("nobody")) })
        #expect(advice(for: missing) == "the engine says no (404): no such key")
    }
}
