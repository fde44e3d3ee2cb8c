#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// An open file, closed when it goes.
struct KeyFile: ~Copyable {
    let path: String
    private let descriptor: Int32

    /// - Returns: nil if `flags` don't create the file and it isn't there, or if they insist on creating it and it is.
    init?(opening path: String, _ flags: Int32, mode: mode_t = 0o600) throws(KeyStoreError) {
        var descriptor: Int32
        // O_NONBLOCK: a named pipe in the file's place would be waited for.
        repeat { descriptor = open(path, flags | O_CLOEXEC | O_NONBLOCK, mode) } while descriptor < 0 && errno == EINTR
        guard descriptor >= 0 else {
            if errno == ENOENT && flags & O_CREAT == 0 || errno == EEXIST { return nil }
            throw .system(flags & O_CREAT == 0 ? "open" : "create", path)
        }
        self.path = path
        self.descriptor = descriptor
    }

    /// Opens a file to read it.
    ///
    /// - Returns: nil if there is none.
    init?(reading path: String) throws(KeyStoreError) {
        try self.init(opening: path, O_RDONLY)
    }

    /// Puts a file for its owner alone in the place of what is at a path, all of it or nothing, and on stable storage.
    ///
    /// Only one process may do so at a time: what is at the path with `.new` behind it was left there by a crash.
    static func replace(_ path: String, with content: [UInt8]) throws(KeyStoreError) {
        let temporary = "\(path).new"
        guard unlink(temporary) == 0 || errno == ENOENT else { throw .system("replace", temporary) }
        guard let file = try KeyFile(opening: temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW) else {
            throw .system("create", temporary)
        }
        do throws(KeyStoreError) {
            try file.setOwnerOfDirectory()
            try file.write(content)
            try file.synchronize()
            guard rename(temporary, path) == 0 else { throw .system("replace", path) }
        } catch {
            unlink(temporary)
            throw error
        }
        try Path.synchronizeDirectory(Path.directory(of: path))
    }

    deinit { close(descriptor) }

    func status() throws(KeyStoreError) -> stat {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .system("read", path) }
        return status
    }

    /// Everything from the start to the end.
    func contents(expected: Int) throws(KeyStoreError) -> [UInt8] {
        var bytes: [UInt8] = []
        while true {
            var failed = false
            // One more than is expected, so that the end is met without another round.
            let space = max(expected + 1 - bytes.count, 1 << 16)
            let part = [UInt8](unsafeUninitializedCapacity: space) { buffer, count in
                while count < space {
                    let result = read(descriptor, buffer.baseAddress! + count, space - count)
                    if result < 0, errno == EINTR { continue }
                    failed = result < 0
                    if result <= 0 { break }
                    count += result
                }
            }
            if failed { throw .system("read", path) }
            if bytes.isEmpty { bytes = part } else { bytes += part }
            if part.count < space { return bytes }
        }
    }

    func write(_ bytes: [UInt8]) throws(KeyStoreError) {
        var written = 0
        while written < bytes.count {
            let result = bytes.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress! + written, bytes.count - written) }
            if result < 0, errno == EINTR { continue }
            guard result > 0 else { throw .system("write to", path) }
            written += result
        }
    }

    /// Waits until everything is on stable storage.
    func synchronize() throws(KeyStoreError) {
        guard fsync(descriptor) == 0 else { throw .system("write to", path) }
    }

    /// Cuts the file off.
    func truncate(to size: Int64) throws(KeyStoreError) {
        guard ftruncate(descriptor, off_t(size)) == 0 else { throw .system("write to", path) }
    }

    func setMode(_ mode: mode_t) throws(KeyStoreError) {
        guard fchmod(descriptor, mode) == 0 else { throw .system("change the mode of", path) }
    }

    /// Gives the file to that user, unless it is already theirs.
    func setOwner(_ owner: uid_t) throws(KeyStoreError) {
        guard try status().st_uid != owner else { return }
        guard fchown(descriptor, owner, gid_t.max) == 0 else { throw .system("change the owner of", path) }
    }

    /// A file that root creates for somebody belongs to the owner of the directory, who would be locked out otherwise.
    func setOwnerOfDirectory() throws(KeyStoreError) {
        guard geteuid() == 0 else { return }
        var status = stat()
        guard stat(Path.directory(of: path), &status) == 0 else { throw .system("read", Path.directory(of: path)) }
        try setOwner(status.st_uid)
    }

    /// Waits for the lock, which goes with the file's closing. Who holds it is done in a moment, unless something is wrong there.
    ///
    /// - Throws: ``KeyStoreError`` if another process has kept it for ten seconds.
    func lock() throws(KeyStoreError) {
        let deadline = ContinuousClock.now + .seconds(10)
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else { throw .system("lock", path) }
            guard ContinuousClock.now < deadline else {
                throw KeyStoreError(.storage, "Another process keeps the lock \(path). Try again when it is done, or stop it.")
            }
            usleep(2_000)
        }
    }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}

extension KeyStoreError {
    /// A system call's failure, from `errno`.
    static func system(_ action: String, _ path: String) -> KeyStoreError {
        KeyStoreError(.storage, "It wasn't possible to \(action) \(path): \(String(cString: strerror(errno))).")
    }
}
