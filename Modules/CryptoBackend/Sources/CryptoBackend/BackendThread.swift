import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A thread for a call into a library that calculates for long.
///
/// Tasks share a few threads, one for each core, which must not be held up; a thread of this kind is apart from those.
public final class BackendThread: Sendable {
    private final class Work {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    private let thread: Mutex<pthread_t?>

    /// Starts a thread that ends when `body` returns.
    ///
    /// - Throws: ``CryptoError`` with `libraryFailure` if the system gives no more threads.
    public init(_ body: @escaping @Sendable () -> Void) throws(CryptoError) {
        let work = Unmanaged.passRetained(Work(body))
        #if canImport(Glibc)
            var started = pthread_t()
        #else
            var started: pthread_t?
        #endif
        let code = pthread_create(
            &started, nil,
            { work in
                let work: UnsafeMutableRawPointer? = work
                Unmanaged<Work>.fromOpaque(work.unsafelyUnwrapped).takeRetainedValue().body()
                return nil
            }, work.toOpaque())
        guard code == 0 else {
            work.release()
            throw CryptoError(.libraryFailure, "the system gives no more threads: \(String(cString: strerror(code)))")
        }
        thread = Mutex(started)
    }

    /// Waits for the thread's end, the first time that it is called.
    public func join() {
        if let thread = take() { pthread_join(thread, nil) }
    }

    // A thread that nobody waits for goes on, and is done with when it ends.
    deinit {
        if let thread = take() { pthread_detach(thread) }
    }

    private func take() -> pthread_t? {
        thread.withLock { thread in
            defer { thread = nil }
            return thread
        }
    }
}
