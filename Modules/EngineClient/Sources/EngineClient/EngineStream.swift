/// What an engine answers piece by piece, as it arrives. Each iteration is a call of its own, which ends when the iteration does.
///
/// It is read no faster than it is asked for: while nobody takes the next element, little more of the answer is read than the network's own
/// buffers hold, and the engine has to wait. The time that whoever iterates takes isn't the engine's, and counts towards no limit but
/// ``ClientConfiguration/deadline``.
public struct EngineStream<Element: Sendable>: AsyncSequence, Sendable {
    public typealias Failure = EngineClientError

    private let start: StreamedCall<Element>.Start

    /// - Parameter start: Makes the call and hands over what arrives; it returns when the answer is over.
    init(start: @escaping StreamedCall<Element>.Start) {
        self.start = start
    }

    /// Makes the call.
    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(call: StreamedCall(start))
    }

    /// One call and what has arrived of its answer; the call ends when the iterator goes.
    public struct AsyncIterator: AsyncIteratorProtocol {
        private let call: StreamedCall<Element>
        private var arrived: ArraySlice<Element> = []

        fileprivate init(call: StreamedCall<Element>) {
            self.call = call
        }

        /// - Throws: ``EngineClientError``, with the code `cancelled` where the task was cancelled before the answer's end.
        public mutating func next(isolation actor: isolated (any Actor)? = #isolation) async throws(EngineClientError) -> Element? {
            while true {
                if Task.isCancelled {
                    call.cancel()
                    throw EngineClientError(.cancelled, "cancelled")
                }
                if let element = arrived.popFirst() { return element }
                guard let elements = try await call.next() else {
                    if Task.isCancelled { continue }
                    return nil
                }
                arrived = elements[...]
            }
        }

        /// - Throws: ``EngineClientError``, as ``next(isolation:)``.
        public mutating func next() async throws(EngineClientError) -> Element? {
            try await next(isolation: nil)
        }
    }
}
