#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Guards what a key's handle keeps between calls, which may come from many tasks at once.
///
/// It does what `Synchronization.Mutex` does. On Linux that one waits within the standard library where ThreadSanitizer doesn't see it, so
/// that every value which tasks contend for is reported as a race; the system's own lock is seen. A backend that is to be proven free of
/// races guards its handles with this one.
public final class HandleLock<Value: Sendable>: @unchecked Sendable {
    // The system's lock mustn't move in memory.
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private var value: Value

    /// - Parameter value: What is guarded, as it is at first.
    public init(_ value: Value) {
        mutex = .allocate(capacity: 1)
        mutex.initialize(to: pthread_mutex_t())
        let code = pthread_mutex_init(mutex, nil)
        precondition(code == 0, "the system gives no more locks")
        self.value = value
    }

    deinit {
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    /// Lends the value to `body` while nobody else has it. `body` must not ask for it once more.
    public func withLock<R, E: Error>(_ body: (inout Value) throws(E) -> R) throws(E) -> R {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body(&value)
    }
}
