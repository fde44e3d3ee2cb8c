import AsyncAlgorithms

/// A call under way whose answer is taken piece by piece: it waits while nobody takes anything, and ends when nobody holds it any more.
final class StreamedCall<Element: Sendable>: Sendable {
    /// Makes the call, hands over what arrives, and returns when the answer is over. Handing over takes as long as nobody takes it.
    typealias Start = @Sendable (@escaping Delivery<Element>) async throws -> Void

    private let arrived = AsyncThrowingChannel<[Element], any Error>()
    private let task: Task<Void, Never>

    init(_ start: @escaping Start) {
        task = Task { [arrived] in
            do {
                try await start { elements in
                    await arrived.send(elements)
                    try Task.checkCancellation()
                }
                arrived.finish()
            } catch {
                arrived.fail(error)
            }
        }
    }

    deinit { task.cancel() }

    /// Ends the call.
    func cancel() { task.cancel() }

    /// What has arrived next; nil where the answer is over, or the task was cancelled that asks.
    func next() async throws(EngineClientError) -> [Element]? {
        var iterator = arrived.makeAsyncIterator()
        do { return try await iterator.next() } catch {
            throw error as? EngineClientError ?? EngineClientError(.cancelled, "cancelled")
        }
    }
}

/// Takes what has arrived of an answer, and returns when more may.
typealias Delivery<Element: Sendable> = @Sendable ([Element]) async throws -> Void
