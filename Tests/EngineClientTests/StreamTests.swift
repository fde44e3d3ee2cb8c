import EngineAPI
import EngineClient
import Foundation
import Testing

/// Lists that are read no faster than somebody wants them.
@Suite(.serialized) struct StreamTests {
    private func engine(_ kind: String) async throws -> PythonEngine {
        try await PythonEngine(["fault": ["on": ["/key"], "kind": kind] as [String: any Sendable]])
    }

    private func client(
        _ engine: PythonEngine, answerTimeout: Duration = .seconds(60), maximumAnswerLength: Int = 64 << 20
    ) async throws -> EngineClient {
        var configuration = ClientConfiguration()
        configuration.answerTimeout = answerTimeout
        configuration.maximumAnswerLength = maximumAnswerLength
        return try engine.client(
            tokens: InMemoryTokenStore(token: try await engine.tell(["issue": true]).issued), configuration: configuration)
    }

    /// Waits until the engine's list comes to a state, and gives what was written of it by then.
    private func written(_ engine: PythonEngine, until isThere: (PythonEngine.EndlessList) -> Bool) async throws -> Int {
        while true {
            let list = try await engine.tell().endless
            if isThere(list) { return list.written }
            try #require(!list.isOver, "the list ended after \(list.written) bytes")
        }
    }

    @Test func littleIsReadBeforeItIsWanted() async throws {
        let engine = try await engine("endless-list")
        // A client that read on would come to its limit, and hang up, long before the engine has waited for long.
        let client = try await client(engine, maximumAnswerLength: 512 << 10)
        var iterator = client.keys().makeAsyncIterator()
        #expect(try await iterator.next()?.identity == "alice")
        // What the system's buffers take, on both sides.
        #expect(try await written(engine) { $0.isBlocked } < 32 << 20)
        #expect(try await iterator.next()?.identity == "alice")
    }

    @Test func theEngineGoesOnWhenMoreIsWanted() async throws {
        let engine = try await engine("endless-list")
        // Shorter than the consumer's pause, which is none of the engine's.
        let client = try await client(engine, answerTimeout: .seconds(1))
        var (count, first) = (0, 0)
        for try await _ in client.keys() {
            count += 1
            if count == 1 { first = try await written(engine) { $0.isBlocked } }
            // More than the buffers held.
            if count == 15_000 { break }
        }
        let more = try await written(engine) { $0.isOver }
        #expect(count == 15_000 && more > first)
    }

    @Test func aListThatNobodyHoldsEnds() async throws {
        let engine = try await engine("endless-list")
        let client = try await client(engine)
        do {
            var iterator: EngineStream<KeyRecord>.AsyncIterator? = client.keys().makeAsyncIterator()
            #expect(try await iterator?.next()?.identity == "alice")
            _ = try await written(engine) { $0.isBlocked }
            iterator = nil
        }
        _ = try await written(engine) { $0.isOver }
    }

    @Test func cancellingEndsTheRequestWhoeverStandsStill() async throws {
        let engine = try await engine("endless-list")
        let client = try await client(engine)
        let (started, start) = AsyncStream<Void>.makeStream()
        let (released, release) = AsyncStream<Void>.makeStream()
        let task = Task {
            var iterator = client.keys().makeAsyncIterator()
            _ = try await iterator.next()
            start.finish()
            // Not one that notices the cancellation by itself.
            await Task.detached { for await _ in released {} }.value
            return try await iterator.next()
        }
        for await _ in started {}
        _ = try await written(engine) { $0.isBlocked }
        task.cancel()
        release.finish()
        let error = await #expect(throws: EngineClientError.self) { _ = try await task.value }
        #expect(error?.code == .cancelled)
        _ = try await written(engine) { $0.isOver }
    }

    @Test func whatStallsAfterTheConsumersPauseIsStillGivenUp() async throws {
        let engine = try await engine("first-only")
        let client = try await client(engine, answerTimeout: .milliseconds(300))
        var iterator = client.keys().makeAsyncIterator()
        #expect(try await iterator.next()?.identity == "alice")
        let error = await #expect(throws: EngineClientError.self) { _ = try await iterator.next() }
        #expect(error?.code == .timedOut)
    }

    /// What was taken already must not come a second time.
    @Test func anAnswerThatIsGivenUpInTheMiddleIsNotAskedForAgain() async throws {
        let engine = try await engine("ended503")
        let client = try await client(engine)
        var seen: [String] = []
        let error = await #expect(throws: EngineClientError.self) {
            for try await key in client.keys() { seen.append(key.identity) }
        }
        #expect(seen == ["alice"])
        #expect(error?.code == .engineTrouble && error?.message.contains("in the middle (503): full") == true)
        #expect(try await engine.tell().calls.count == 1)
    }
}
