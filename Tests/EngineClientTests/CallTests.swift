import EngineAPI
import EngineClient
import Foundation
import Testing

@Suite(.serialized) struct CallTests {
    @Test(arguments: [1, 2], [false, true])
    func everyCallWorksWithBothVersions(version: Int, isBuffered: Bool) async throws {
        let engine = try await PythonEngine(["version": version, "buffered": isBuffered, "fast": true])
        let signer = engine.signer()
        let bob = try #require(engine.keys[PythonEngine.unregisteredKey])
        let times = try await withEngineClient(
            at: EngineAddress(parsing: "http://localhost:\(engine.port)/prefix/api"), signer: { signer }
        ) { client in
            #expect(try await client.healthcheck() == "healthy")
            #expect(try await client.parameter().volume == "/srv/.dxflow")
            #expect(try await client.attribute().cpu.cores == 4)
            let info = try await client.info()
            #expect(info.attribute.version == "9.8.7" && info.parameter.identity == "python")
            let registration = try await client.register(
                KeyRegistrationRequest(identity: "bob & co", key: bob.line, permissions: [.artifact, .readOnly]))
            #expect(registration == KeyRegistration(identity: "bob & co", permissions: [.artifact, .readOnly]))
            _ = try await client.register(KeyRegistrationRequest(identity: "disabled", key: bob.line))
            #expect(try await client.keys().map(\.identity) == ["alice", "bob & co"])
            let all = try await client.keys(includingDisabled: true)
            #expect(all.map(\.identity) == ["alice", "bob & co", "disabled"])
            #expect(all[1].permissions == [.artifact, .readOnly] && "\(all[1].type) \(all[1].value)" == bob.line)
            try await client.unregister(.identity("bob & co"))
            #expect(try await client.keys().map(\.identity) == ["alice"])
            var times: [Int64] = []
            for try await time in client.ping(count: 4, interval: .seconds(1)) { times.append(time) }
            return times
        }
        #expect(times.count == 4 && times.sorted() == times)
        #expect(abs(Double(times[0]) / 1000 - Date().timeIntervalSince1970) < 600)
        let reply = try await engine.tell()
        #expect(reply.count("POST /api/auth/verify") == 1)
        let lists = reply.calls.filter { $0.call == "GET /api/engine/key" }
        #expect(lists.map { $0.query["all"] } == ["false", "true", "false"])
        let ping = try #require(reply.calls.last)
        #expect(ping.query["count"] == "4" && ping.query["interval"] == "1000")
        #expect(reply.count("GET /api/engine/info") == 1)
    }

    @Test func overASocketNoTokenIsSent() async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: directory) }
        // A name that a URL can't hold as it is.
        let path = directory.appending(path: "a %é?.sock").path
        let engine = try await PythonEngine(["socket": path, "fast": true])
        let signer = engine.signer()
        let client = EngineClient(
            address: try .unixSocket(path),
            signer: {
                Issue.record("the key was opened")
                return signer
            }, tokens: InMemoryTokenStore(token: "a.secret.token"))
        #expect(try await client.keys().map(\.identity) == ["alice"])
        #expect(try await client.token() == nil)
        var count = 0
        for try await _ in client.ping(count: 2) { count += 1 }
        #expect(count == 2)
        let calls = try await engine.tell().calls
        #expect(calls.map(\.call) == ["GET /api/engine/key", "GET /api/engine/ping"])
        #expect(calls.allSatisfy { !$0.authorized && $0.host == "localhost" })

        // Asked to, it signs in over the socket too, and keeps no token.
        let tokens = InMemoryTokenStore()
        let explicit = EngineClient(address: try .unixSocket(path), signer: { signer }, tokens: tokens)
        #expect(try await explicit.signIn().permissions == .master)
        #expect(tokens.token() == nil)
    }

    @Test func piecesArriveBeforeTheAnswerIsOver() async throws {
        // The whole answer takes two and a half hours.
        let engine = try await PythonEngine()
        let client = try engine.client()
        for try await _ in client.ping(count: 300, interval: .seconds(30)) { break }
        // A list, too, whose second key doesn't come.
        try await engine.tell(["fault": ["on": ["/key"], "kind": "first-only"] as [String: any Sendable]])
        for try await key in client.keys() {
            #expect(key.identity == "alice")
            break
        }
        await client.shutdown()
    }

    @Test func refusalsReachTheKeyAdministrationAsTheEnginesOwn() async throws {
        let engine = try await PythonEngine()
        let client = try engine.client()
        let keys: any KeyAdministration = RemoteKeyAdministration(client)
        #expect(try await keys.keys(includingDisabled: false).map(\.identity) == ["alice"])
        let line = try #require(engine.keys[PythonEngine.unregisteredKey]).line
        #expect(try await keys.register(KeyRegistrationRequest(identity: "bob", key: line)).permissions == .default)
        let name = "the engine at \(client.address) refuses"
        await #expect(throws: EngineFailure.conflict("\(name) (409): the identity “bob” is taken")) {
            try await keys.register(KeyRegistrationRequest(identity: "bob", key: line))
        }
        let fingerprint = try #require(engine.keys[PythonEngine.unregisteredKey]).fingerprint
        try await keys.unregister(.key(fingerprint), force: true)
        await #expect(throws: EngineFailure.notFound("\(name) (404): no such key")) {
            try await keys.unregister(.identity("bob"), force: false)
        }
        let deletions = try await engine.tell().calls.filter { $0.call.hasPrefix("DELETE") }
        #expect(deletions.map(\.query) == [["key": fingerprint, "force": "true"], ["identity": "bob"]])
        // And by the client itself as what they are on the wire.
        let error = await #expect(throws: EngineClientError.self) { try await client.unregister(.identity("bob")) }
        #expect(error?.code == .refused && error?.status == 404 && error?.failure == .notFound("no such key"))
    }

    @Test func anExpiryThatTheEngineDoesntKnowIsNoRegistration() async throws {
        let engine = try await PythonEngine()
        let client = try engine.client()
        let line = try #require(engine.keys[PythonEngine.unregisteredKey]).line
        let error = await #expect(throws: EngineClientError.self) {
            try await client.register(KeyRegistrationRequest(identity: "bob", key: line, expiresAt: 4_102_444_800, from: ["10.0.0.0/8"]))
        }
        #expect(error?.code == .disregarded && error?.message.contains("unregistered again") == true)
        #expect(try await client.keys(includingDisabled: true).map(\.identity) == ["alice"])
        // It can change no key either, and the one that was there stays.
        let refusal = await #expect(throws: EngineClientError.self) {
            try await client.change(.identity("alice"), to: KeyChange(expiry: .at(4_102_444_800)))
        }
        #expect(refusal?.code == .refused && refusal?.message.contains("can't change keys") == true)
        #expect(try await client.keys().map(\.identity) == ["alice"])
    }

    @Test func aChallengeCanBeAnsweredByHand() async throws {
        let engine = try await PythonEngine()
        let client = EngineClient(address: try engine.address)
        let challenge = try await client.challenge()
        #expect(challenge.lifetime == GoDuration(seconds: 60))
        let signature = try await engine.signer().sign(Nonce.bytesToSign(challenge.nonce))
        let grant = try await client.verify(VerifyRequest(identity: challenge.identity, signature: signature))
        #expect(try await client.inspect(grant.token))
        let error = await #expect(throws: EngineClientError.self) {
            try await client.verify(VerifyRequest(identity: challenge.identity, signature: signature))
        }
        #expect(error?.code == .refused && error?.failure?.code == 401)
    }
}
