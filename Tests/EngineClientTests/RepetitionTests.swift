import EngineAPI
import EngineClient
import Foundation
import Testing

@Suite(.serialized) struct RepetitionTests {
    private func engine(_ fault: [String: any Sendable]) async throws -> PythonEngine {
        try await PythonEngine(["fault": fault.merging(["on": ["/key", "/healthcheck"]]) { $1 }])
    }

    @Test(arguments: ["refuse503-busy", "refuse429", "close", "reset"])
    func whatChangesNothingIsMadeAgainWhereTheEngineHadNoTime(kind: String) async throws {
        let engine = try await engine(["kind": kind, "times": 2])
        #expect(try await engine.client().healthcheck() == "healthy")
        #expect(try await engine.tell().calls.count == 3)
        // And not for ever.
        try await engine.tell(["fault": ["on": ["/healthcheck"], "kind": kind] as [String: any Sendable]])
        await #expect(throws: EngineClientError.self) { try await engine.client().healthcheck() }
        #expect(try await engine.tell().calls.count == 6)
    }

    @Test(arguments: ["refuse503-busy", "refuse429", "close", "reset"])
    func whatChangesSomethingIsNeverMadeAgain(kind: String) async throws {
        let engine = try await engine(["kind": kind])
        let client = try engine.client(tokens: InMemoryTokenStore(token: try await engine.tell(["issue": true]).issued))
        let line = try #require(engine.keys[PythonEngine.unregisteredKey]).line
        await #expect(throws: EngineClientError.self) { try await client.register(KeyRegistrationRequest(identity: "bob", key: line)) }
        await #expect(throws: EngineClientError.self) { try await client.unregister(.identity("bob")) }
        #expect(try await engine.tell().calls.map(\.call) == ["POST /api/engine/key", "DELETE /api/engine/key"])
    }

    @Test func theEngineSaysHowLongToWait() async throws {
        // The client's own pauses, 0.6 s together, are over before the engine answers again.
        let engine = try await engine(["kind": "refuse429", "seconds": 1, "retry-after": "2"])
        #expect(try await engine.client().healthcheck() == "healthy")
        #expect(try await engine.tell().calls.count == 2)
    }

    @Test(arguments: ["3600", "Fri, 31 Dec 2100 23:59:59 GMT"])
    func aWaitThatIsTooLongIsLeftToThePerson(text: String) async throws {
        let engine = try await engine(["kind": "refuse429", "retry-after": text])
        let error = await #expect(throws: EngineClientError.self) { try await engine.client().healthcheck() }
        #expect(error?.code == .refused && error?.retryAfter.map { $0 >= .seconds(3600) } == true)
        #expect(error?.message.contains("asks to wait") == true, "\(String(describing: error))")
        #expect(try await engine.tell().calls.count == 1)
        // And so is one that the deadline doesn't leave room for.
        try await engine.tell(["fault": ["on": ["/healthcheck"], "kind": "refuse429", "retry-after": "5"] as [String: any Sendable]])
        var configuration = ClientConfiguration()
        configuration.deadline = .seconds(4)
        let early = await #expect(throws: EngineClientError.self) { try await engine.client(configuration: configuration).healthcheck() }
        #expect(early?.code == .refused && early?.retryAfter == .seconds(5))
        #expect(try await engine.tell().calls.count == 2)
    }

    @Test func aPauseEndsWithItsTask() async throws {
        let engine = try await engine(["kind": "refuse429", "retry-after": "20"])
        let client = try engine.client()
        let task = Task { try await client.healthcheck() }
        while try await engine.tell().calls.isEmpty { await Task.yield() }
        task.cancel()
        let error = await #expect(throws: EngineClientError.self) { try await task.value }
        #expect(error?.code == .cancelled)
        #expect(try await engine.tell().calls.count == 1)
    }
}
