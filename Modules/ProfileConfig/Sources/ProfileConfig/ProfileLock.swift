#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// An exclusive lock on a file of its own, across processes and within one.
///
/// The kernel frees it when the value goes or its process ends, however that happens; the file stays, empty. It isn't inherited by
/// programs that the process starts.
public struct ProfileLock: ~Copyable, Sendable {
    /// The file that is locked.
    public let path: String
    private let descriptor: Int32

    private init(path: String, descriptor: Int32) {
        self.path = path
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Frees the lock now.
    public consuming func release() {}

    /// Takes the lock, and blocks the thread until it is free: for what is held for moments only.
    static func blocking(_ path: String) throws(ProfileError) -> ProfileLock {
        while true {
            let lock = try opened(path)
            while flock(lock.descriptor, LOCK_EX) != 0 {
                guard errno == EINTR else { throw .system("can't lock \(path)") }
            }
            if try lock.isCurrent() { return lock }
        }
    }

    /// Takes the lock if it is free.
    static func ifFree(_ path: String) throws(ProfileError) -> ProfileLock? {
        while true {
            let lock = try opened(path)
            while flock(lock.descriptor, LOCK_EX | LOCK_NB) != 0 {
                if errno == EWOULDBLOCK { return nil }
                guard errno == EINTR else { throw .system("can't lock \(path)") }
            }
            if try lock.isCurrent() { return lock }
        }
    }

    /// Takes the lock, asking again and again while another holder has it; no thread waits meanwhile.
    ///
    /// - Parameters:
    ///   - path: The file, which is made where it isn't.
    ///   - limit: How long to wait at most; nil for as long as it takes.
    /// - Throws: `locked` after that time, `CancellationError` when the task is cancelled.
    static func waiting(_ path: String, atMost limit: Duration?) async throws -> ProfileLock {
        let clock = ContinuousClock()
        let deadline = limit.map { clock.now.advanced(by: $0) }
        var pause = Duration.milliseconds(2)
        while true {
            try Task.checkCancellation()
            if let lock = try ifFree(path) { return lock }
            if let deadline, clock.now >= deadline {
                throw ProfileError(.locked, "another process has held \(path) for too long; end that process or try again")
            }
            try await clock.sleep(for: pause)
            pause = min(pause * 2, .milliseconds(40))
        }
    }

    private static func opened(_ path: String) throws(ProfileError) -> ProfileLock {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .system("can't open the lock file \(path)") }
        let lock = ProfileLock(path: path, descriptor: descriptor)
        try FileOwner.adoptDirectoryOwner(of: path, descriptor: descriptor)
        return lock
    }

    /// False where the file was removed between opening and locking it: then others lock another file of that name.
    private func isCurrent() throws(ProfileError) -> Bool {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .system("can't read the state of \(path)") }
        return status.st_nlink > 0
    }
}
