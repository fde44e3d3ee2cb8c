#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A file whose lock one process holds until it ends, however it ends, and which names the process. The file itself stays: removing it would let
/// two hold "the" lock.
final class FileLock: Sendable {
    private let descriptor: CInt

    /// Takes the lock.
    ///
    /// One that a process of this host has left behind is taken over, for its lock ended with it. Whether a process of another host still runs
    /// can't be told from here: file systems that hosts share don't all hand on their locks.
    ///
    /// - Throws: ``EngineStartError``: `alreadyRunning` if another process holds it or if it names another host, `volume` if the file can't be
    ///   made.
    static func acquire(_ path: String) throws(EngineStartError) -> FileLock {
        // Whoever owns the directory must not have root write where a link of theirs leads.
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .volume(path, "can't be opened") }
        let lock = FileLock(descriptor)
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            guard errno == EWOULDBLOCK else { throw .volume(path, "can't be locked") }
            throw .isHeld(path, by: lock.holder())
        }
        if let holder = lock.holder(), holder.isElsewhere { throw .isLeft(path, by: holder) }
        guard lock.write("\(HostAttributes.hostName) \(getpid())\n") else { throw .volume(path, "can't be written") }
        return lock
    }

    private init(_ descriptor: CInt) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// Empties the file, so that a host that shares the file system sees that nobody holds the lock any more. A process that is killed doesn't.
    func release() { _ = write("") }

    /// Whom the file names; nil if nobody.
    private func holder() -> EngineLockHolder? {
        var content = [UInt8](repeating: 0, count: 512)
        let count = pread(descriptor, &content, content.count, 0)
        return EngineLockHolder(parsing: String(decoding: content.prefix(max(count, 0)), as: UTF8.self))
    }

    private func write(_ text: String) -> Bool {
        ftruncate(descriptor, 0) == 0 && pwrite(descriptor, text, text.utf8.count, 0) == text.utf8.count && fsync(descriptor) == 0
    }
}

extension EngineStartError {
    fileprivate static func isHeld(_ path: String, by holder: EngineLockHolder?) -> EngineStartError {
        let place = path.parentDirectory
        let advice = "stop it with `dxflow boot down`\(holder?.isElsewhere == true ? " there" : ""), or use that one"
        return EngineStartError(.alreadyRunning, "another engine is running in \(place)\(holder.map { " (\($0))" } ?? ""): \(advice)")
    }

    fileprivate static func isLeft(_ path: String, by holder: EngineLockHolder) -> EngineStartError {
        EngineStartError(
            .alreadyRunning,
            "\(path) says that \(holder) runs an engine in this directory, which can't be told from here: stop it there with `dxflow boot down`, or remove that file if it has ended"
        )
    }
}
