import EngineAPI
import EngineClient
import Foundation
import Testing

/// What a relay before the engine may do to an answer, at each of its bytes.
@Suite(.serialized) struct RelayTests {
    /// - Parameter answerTimeout: Long but for the answers that never come: a busy machine isn't what is tested.
    private func client(
        _ relay: PythonRelay, tokens: any TokenStore = InMemoryTokenStore(), answerTimeout: Duration = .seconds(60)
    ) throws -> EngineClient {
        var configuration = ClientConfiguration()
        configuration.maximumRepetitions = 0
        configuration.answerTimeout = answerTimeout
        return EngineClient(
            address: try EngineAddress(parsing: "http://127.0.0.1:\(relay.port)"), tokens: tokens, configuration: configuration)
    }

    private func failure(_ body: () async throws -> Void) async -> EngineClientError? {
        do { try await body() } catch { return error as? EngineClientError }
        return nil
    }

    @Test(arguments: ["reset", "close"])
    func anAnswerThatBreaksOffAtAnyByteIsSaidTo(end: String) async throws {
        let engine = try await PythonEngine()
        let token = try await engine.tell(["issue": true]).issued
        let relay = try await PythonRelay("relay", to: engine)
        var (after, isWhole) = (0, false)
        var codes: Set<EngineClientError.Code> = []
        while !isWhole {
            try await relay.tell(["after": after, "then": end])
            let tokens = InMemoryTokenStore(token: token)
            let client = try client(relay, tokens: tokens)
            // A list of keys streams: nothing but its end tells that it is whole.
            if let error = await failure({ _ = try await client.keys() }) {
                codes.insert(error.code)
                #expect([.unreachable, .answerUnreadable, .notAnEngine].contains(error.code), "\(after): \(error)")
                #expect(error.message.contains("127.0.0.1:\(relay.port)") && !error.message.contains(token), "\(after): \(error)")
            } else {
                isWhole = true
            }
            #expect(tokens.token() == token)
            await client.shutdown()
            after += 1
            try #require(after < 2000)
        }
        #expect(after > 200)
        #expect(codes.isSuperset(of: [.unreachable, .answerUnreadable]))
    }

    @Test(arguments: [0, 5, 40, 130, 200])
    func anAnswerThatStallsIsGivenUp(after: Int) async throws {
        let engine = try await PythonEngine()
        let relay = try await PythonRelay("relay", to: engine, ["after": after, "then": "stall"])
        let client = try client(relay, answerTimeout: .milliseconds(300))
        let error = await #expect(throws: EngineClientError.self) { try await client.healthcheck() }
        #expect(error?.code == .timedOut && error?.message.contains("within 300 ms") == true, "\(String(describing: error))")
    }

    @Test(arguments: [0, 5, 40, 130, 170])
    func garbageInTheMiddleOfAnAnswerIsNoticed(after: Int) async throws {
        let engine = try await PythonEngine()
        let relay = try await PythonRelay("relay", to: engine, ["after": after, "then": "garbage"])
        let client = try client(relay)
        let error = await #expect(throws: EngineClientError.self) { try await client.healthcheck() }
        #expect(
            error?.code == .notAnEngine || error?.code == .answerUnreadable || error?.code == .unreachable, "\(String(describing: error))")
    }

    @Test(arguments: [
        ("Content-Length: 1", EngineClientError.Code.timedOut), ("Content-Length: -", .notAnEngine), ("X-Length: ", .timedOut),
    ])
    func aWrongLengthIsNoticed(replacement: String, code: EngineClientError.Code) async throws {
        let engine = try await PythonEngine()
        // The first makes it a thousand and more, so that the client waits for what doesn't come; the last leaves it out.
        let relay = try await PythonRelay("relay", to: engine, ["replace": ["Content-Length: ", replacement]])
        let client = try client(relay, answerTimeout: code == .timedOut ? .milliseconds(300) : .seconds(60))
        let error = await #expect(throws: EngineClientError.self) { try await client.healthcheck() }
        #expect(error?.code == code, "\(String(describing: error))")
    }
}
