import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Threads that really run at once.
///
/// Tasks wouldn't do: they share a pool of as many threads as the machine has cores, so on a busy or a small machine they may run one
/// after the other, and a handle that breaks under concurrency would pass.
enum ConcurrentThreads {
    private final class Work: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    private final class Countdown: Sendable {
        private let state: Mutex<(remaining: Int, failure: (any Error)?)>

        init(from count: Int) { state = Mutex((count, nil)) }

        /// Counts one thread as done. The last one gets the result of all: the first failure, where there was one.
        func end(_ failure: (any Error)?) -> Result<Void, any Error>? {
            state.withLock { state in
                state.remaining -= 1
                state.failure = state.failure ?? failure
                guard state.remaining == 0 else { return nil }
                return state.failure.map { .failure($0) } ?? .success(())
            }
        }
    }

    /// Runs the body with the numbers below `count`, each on a thread of its own, and throws the first failure when all have ended.
    static func run(_ count: Int, _ body: @escaping @Sendable (Int) throws -> Void) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            let countdown = Countdown(from: count)
            for index in 0..<count {
                let work = Work {
                    let result = Result { try body(index) }
                    var failure: (any Error)?
                    if case .failure(let error) = result { failure = error }
                    if let end = countdown.end(failure) { continuation.resume(with: end) }
                }
                if !start(work), let end = countdown.end(ConformanceFailure("the system doesn't start \(count) threads")) {
                    continuation.resume(with: end)
                }
            }
        }
    }

    /// Starts a thread that nobody waits for; false if the system has none to give.
    private static func start(_ work: Work) -> Bool {
        let retained = Unmanaged.passRetained(work)
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        defer { pthread_attr_destroy(&attributes) }
        #if canImport(Darwin)
            var thread: pthread_t?
            let code = pthread_create(
                &thread, &attributes,
                { argument in
                    Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
                    return nil
                }, retained.toOpaque())
        #else
            var thread = pthread_t()
            let code = pthread_create(
                &thread, &attributes,
                { argument in
                    if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body() }
                    return nil
                }, retained.toOpaque())
        #endif
        if code != 0 { retained.release() }
        return code == 0
    }
}
