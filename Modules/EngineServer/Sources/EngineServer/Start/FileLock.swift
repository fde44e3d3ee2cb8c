#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A file whose lock one process holds until it ends, however it ends. The file itself stays: removing it would let two hold "the" lock.
final class FileLock: Sendable {
    private let descriptor: CInt

    /// - Returns: nil if another process holds it.
    /// - Throws: ``EngineStartError`` with `volume` if the file can't be made.
    static func acquire(_ path: String) throws(EngineStartError) -> FileLock? {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .volume(path, "can't be opened") }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let reason = errno
            close(descriptor)
            if reason == EWOULDBLOCK { return nil }
            errno = reason
            throw .volume(path, "can't be locked")
        }
        return FileLock(descriptor)
    }

    private init(_ descriptor: CInt) { self.descriptor = descriptor }

    deinit { close(descriptor) }
}
