import EngineAPI
import EngineClient
import Foundation
import Testing

@Suite(.serialized) struct FaultTests {
    private func fault(_ kind: String, on ends: [String] = ["/key", "/challenge", "/healthcheck"]) -> [String: any Sendable] {
        ["fault": ["on": ends, "kind": kind] as [String: any Sendable]]
    }

    static let faults: [(kind: String, code: EngineClientError.Code, words: String)] = [
        ("html200", .notAnEngine, "not as an engine does"),
        ("html404", .notAnEngine, "404"),
        ("html502", .engineTrouble, "a proxy"),
        ("refuse503-full", .engineTrouble, "(503): full"),
        ("refuse500-oh", .engineTrouble, "(500): oh"),
        ("refuse403", .refused, "(403): Forbidden"),
        ("refuse429", .refused, "(429)"),
        ("refuse400-\u{1B}[31mred\u{7}\n\u{202E}", .refused, "(400):  [31mred"),
        ("empty", .notAnEngine, "empty"),
        ("json", .notAnEngine, "not as an engine does"),
        ("broken-json", .answerUnreadable, "can't be read"),
        ("truncated", .answerUnreadable, "broke off"),
        ("truncated-chunked", .answerUnreadable, "broke off"),
        ("cut", .answerUnreadable, "broke off"),
        ("short-length", .answerUnreadable, "ended in the middle"),
        ("garbage", .notAnEngine, "doesn't speak HTTP"),
        ("stall-head", .timedOut, "within 1.5 s"),
        ("stall-body", .timedOut, "within 1.5 s"),
        ("slow-forever", .timedOut, "within 1.5 s"),
        ("endless-head", .notAnEngine, "doesn't end"),
        ("close", .unreachable, "without an answer"),
        ("reset", .unreachable, "without an answer"),
        ("redirect", .redirected, "redirects to https://elsewhere.example/login,"),
        ("huge", .answerTooLarge, "longer than 200000 bytes"),
    ]

    /// One engine for all of them, which ends with the tests.
    private static let engine = Task { try await PythonEngine() }

    @Test(arguments: faults)
    func eachFaultOfTheConnectionHasItsOwnWords(kind: String, code: EngineClientError.Code, words: String) async throws {
        let engine = try await FaultTests.engine.value
        try await engine.tell(fault(kind))
        let token = try await engine.tell(["issue": true]).issued
        let tokens = InMemoryTokenStore(token: token)
        var configuration = ClientConfiguration()
        // A list that goes on, however slowly, is one that is alive.
        let calls = kind == "slow-forever" ? ["healthcheck", "challenge"] : ["key", "healthcheck", "challenge"]
        if kind.hasPrefix("stall") || kind == "slow-forever" { configuration.answerTimeout = .milliseconds(1500) }
        configuration.maximumAnswerLength = 200_000
        for call in calls {
            // A client for each, so that none gets what is left of another's connection.
            let client = try engine.client(tokens: tokens, configuration: configuration)
            let error = await #expect(throws: EngineClientError.self, "\(call)") {
                switch call {
                case "key": _ = try await client.keys()
                case "healthcheck": _ = try await client.healthcheck()
                default: _ = try await client.signIn()
                }
            }
            guard let error else { continue }
            #expect(error.code == code, "\(call): \(error.code): \(error)")
            #expect(error.message.contains(words), "\(error)")
            #expect(error.message.contains("http://127.0.0.1:\(engine.port)"), "\(error)")
            #expect(!error.message.contains(token) && error.message.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x202E })
        }
        #expect(tokens.token() == token)
    }

    @Test func whatTheEngineMayNotHaveSeenIsRepeatedOnlyIfItChangesNothing() async throws {
        let once = ["fault": ["on": ["/key"], "kind": "close", "times": 1] as [String: any Sendable]]
        let engine = try await PythonEngine(once)
        let client = try engine.client(tokens: InMemoryTokenStore(token: try await engine.tell(["issue": true]).issued))
        #expect(try await client.keys().count == 1)
        #expect(try await engine.tell(once).calls.count == 2)
        let request = KeyRegistrationRequest(identity: "bob", key: try #require(engine.keys[PythonEngine.unregisteredKey]).line)
        let error = await #expect(throws: EngineClientError.self) { try await client.register(request) }
        #expect(error?.code == .unreachable)
        #expect(try await engine.tell().calls.count == 3)
    }

    @Test func anAnswerWithoutWhatWasAskedForIsSaidToBe() async throws {
        let engine = try await PythonEngine(fault("no-entity"))
        let error = await #expect(throws: EngineClientError.self) { try await engine.client().healthcheck() }
        #expect(error?.code == .answerUnreadable && error?.message.contains("without what was asked for") == true)
    }

    @Test func aSessionThatEndsInTheMiddleOfAnAnswerEndsIt() async throws {
        let engine = try await PythonEngine(fault("ended"))
        let token = try await engine.tell(["issue": true]).issued
        var seen: [String] = []
        let error = await #expect(throws: EngineClientError.self) {
            for try await key in try engine.client(tokens: InMemoryTokenStore(token: token)).keys() { seen.append(key.identity) }
        }
        #expect(seen == ["alice"])
        #expect(error?.code == .sessionRefused && error?.message.contains("in the middle") == true)
        #expect(try await engine.tell().calls.count == 1)
    }

    @Test func whereNothingListensItSaysHowToStartAnEngine() async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: directory) }
        // An engine that is gone leaves its socket behind.
        let stale = directory.appending(path: "stale.sock").path
        let (onSocket, onPort) = (try await PythonEngine(["socket": stale]), try await PythonEngine())
        for engine in [onSocket, onPort] { try await engine.stop() }
        let absent = directory.appending(path: "absent.sock").path
        let cases: [(String, String)] = [
            (absent, "there is no socket \(absent)"),
            (stale, "no engine listens on the socket \(stale)"),
            ("http://127.0.0.1:\(onPort.port)", "nothing listens at http://127.0.0.1:\(onPort.port)"),
        ]
        for (address, words) in cases {
            let client = EngineClient(address: try EngineAddress(parsing: address))
            let error = await #expect(throws: EngineClientError.self) { try await client.healthcheck() }
            #expect(error?.code == .unreachable && error?.message.contains(words) == true, "\(String(describing: error))")
            #expect(error?.message.contains("dxflow boot up") == true)
        }
    }

    @Test func aHostThatNobodyKnowsIsSaidToBe() async throws {
        let client = EngineClient(address: try EngineAddress(parsing: "http://no-such-host.invalid"))
        let error = await #expect(throws: EngineClientError.self) { try await client.healthcheck() }
        #expect(error?.code == .unreachable && error?.message.contains("no-such-host.invalid isn't known") == true)
    }

    @Test func tlsFailuresSayWhich() async throws {
        let plain = try await PythonEngine()
        let noTLS = await #expect(throws: EngineClientError.self) {
            try await EngineClient(address: EngineAddress(parsing: "https://127.0.0.1:\(plain.port)")).healthcheck()
        }
        #expect(noTLS?.code == .tls && noTLS?.message.contains("doesn't speak TLS") == true, "\(String(describing: noTLS))")
        let certificate = try OpenSSLCertificate("/CN=localhost", extension: "subjectAltName=DNS:localhost")
        let secure = try await PythonEngine(["tls": certificate.files])
        let untrusted = await #expect(throws: EngineClientError.self) {
            try await EngineClient(address: EngineAddress(parsing: "https://localhost:\(secure.port)")).healthcheck()
        }
        #expect(untrusted?.code == .certificateUnknown && untrusted?.message.contains("has issued to itself") == true)
        let inClear = await #expect(throws: EngineClientError.self) {
            try await EngineClient(address: EngineAddress(parsing: "http://localhost:\(secure.port)")).healthcheck()
        }
        #expect(inClear?.code == .unreachable || inClear?.code == .notAnEngine)
    }

    @Test func theDeadlineCoversEverything() async throws {
        let engine = try await PythonEngine(fault("stall-head"))
        var configuration = ClientConfiguration()
        configuration.deadline = .milliseconds(300)
        let client = try engine.client(configuration: configuration)
        for _ in 0..<2 {
            let error = await #expect(throws: EngineClientError.self) { try await client.keys() }
            #expect(error?.code == .timedOut && error?.message.contains("within 300 ms, the time limit for everything") == true)
        }
        // Signing in, and what comes after it, have one deadline together.
        try await engine.tell(fault("stall-head", on: ["/verify"]))
        let tokens = InMemoryTokenStore()
        configuration.deadline = .seconds(1)
        let error = await #expect(throws: EngineClientError.self) {
            try await engine.client(tokens: tokens, configuration: configuration).info()
        }
        #expect(error?.code == .timedOut && error?.message.contains("the time limit for everything") == true && tokens.token() == nil)
        // Each call has the whole of it.
        try await engine.tell(fault("", on: []))
        configuration.deadline = .seconds(20)
        let patient = try engine.client(configuration: configuration)
        for _ in 0..<2 { #expect(try await patient.keys().count == 1) }
    }

    @Test func theDeadlineCoversWaitingForAnothersSignIn() async throws {
        /// Another process signs in, and doesn't come to an end.
        struct Locked: TokenStore {
            func token() async throws -> String? { nil }
            func update(_ body: @Sendable (String?) async throws -> String?) async throws -> String? {
                try await Task.sleep(for: .seconds(3600))
                return nil
            }
        }
        let engine = try await PythonEngine()
        var configuration = ClientConfiguration()
        configuration.deadline = .milliseconds(300)
        let client = try engine.client(tokens: Locked(), configuration: configuration)
        // One of them waits for the store, the others for the one.
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let error = await #expect(throws: EngineClientError.self) { try await client.keys() }
                    #expect(error?.code == .timedOut && error?.message.contains("the time limit for everything") == true)
                }
            }
        }
        #expect(try await engine.tell().calls.isEmpty)
    }

    @Test func aSlowAnswerWithinTheLimitIsAnAnswer() async throws {
        let engine = try await PythonEngine(fault("slow"))
        #expect(try await engine.client().healthcheck() == "healthy")
    }

    @Test func aCancelledCallEndsAtOnce() async throws {
        let engine = try await PythonEngine(fault("stall-body"))
        let client = try engine.client()
        for isList in [false, true] {
            let before = try await engine.tell().calls.count
            let task = Task { if isList { _ = try await client.keys() } else { _ = try await client.healthcheck() } }
            while try await engine.tell().calls.count == before { await Task.yield() }
            task.cancel()
            let error = await #expect(throws: EngineClientError.self) { try await task.value }
            #expect(error?.code == .cancelled)
        }
    }

    @Test func aClientThatWasShutDownSaysSo() async throws {
        let engine = try await PythonEngine()
        let client = try engine.client()
        _ = try await client.healthcheck()
        await client.shutdown()
        await client.shutdown()
        let error = await #expect(throws: EngineClientError.self) { try await client.healthcheck() }
        #expect(error?.code == .shutDown)
    }
}
