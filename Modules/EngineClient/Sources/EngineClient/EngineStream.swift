/// What an engine answers piece by piece, as it arrives. Each iteration is a call of its own, which ends when the iteration does.
public struct EngineStream<Element: Sendable>: AsyncSequence, Sendable {
    public typealias Failure = EngineClientError

    private let start: @Sendable (@escaping @Sendable (Element) -> Void) async throws -> Void

    /// - Parameter start: Makes the call and hands over each piece; it returns when the answer is over.
    init(start: @escaping @Sendable (@escaping @Sendable (Element) -> Void) async throws -> Void) {
        self.start = start
    }

    /// Makes the call.
    public func makeAsyncIterator() -> AsyncIterator {
        let start = start
        let stream = AsyncThrowingStream<Element, any Error> { continuation in
            let task = Task {
                do {
                    try await start { continuation.yield($0) }
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { _ in task.cancel() }
        }
        return AsyncIterator(base: stream.makeAsyncIterator())
    }

    /// One call and what has arrived of its answer; the call ends when the iterator goes.
    public struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate var base: AsyncThrowingStream<Element, any Error>.AsyncIterator

        /// - Throws: ``EngineClientError``, with the code `cancelled` where the task was cancelled before the answer's end.
        public mutating func next(isolation actor: isolated (any Actor)? = #isolation) async throws(EngineClientError) -> Element? {
            do {
                if let element = try await base.next(isolation: actor) { return element }
            } catch {
                throw error as? EngineClientError ?? EngineClientError(.cancelled, "cancelled")
            }
            if Task.isCancelled { throw EngineClientError(.cancelled, "cancelled") }
            return nil
        }

        /// - Throws: ``EngineClientError``, as ``next(isolation:)``.
        public mutating func next() async throws(EngineClientError) -> Element? {
            try await next(isolation: nil)
        }
    }
}
