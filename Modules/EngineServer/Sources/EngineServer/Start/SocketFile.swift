#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The file of the engine's Unix domain socket: who may have its place, and who may connect.
struct SocketFile: Sendable {
    /// How many bytes of a path the system takes, without the NUL at its end (unix(7)).
    static let maximumPathLength = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1

    let path: String
    private let lock: FileLock

    /// Takes the place at the path, and removes the socket of an engine that is gone.
    ///
    /// - Throws: ``EngineStartError``: `socketPath`, `alreadyRunning` or `volume`.
    init(claiming path: String) throws(EngineStartError) {
        let length = path.utf8.count
        guard length <= SocketFile.maximumPathLength else {
            throw EngineStartError(
                .socketPath,
                "the socket's path has \(length) bytes, and the system takes \(SocketFile.maximumPathLength): choose a shorter volume than \(path.parentDirectory)")
        }
        try SystemFile.makeDirectory(path.parentDirectory)
        guard let lock = try FileLock.acquire(path + ".lock") else { throw SocketFile.alreadyRunning(path) }
        self.path = path
        self.lock = lock

        guard let mode = SystemFile.mode(path) else { return }
        guard mode & S_IFMT == S_IFSOCK else {
            throw EngineStartError(.socketPath, "\(path) is there and is no socket: move it away, or choose another volume")
        }
        // An engine that doesn't know of the lock may have it.
        guard !SocketFile.answers(path) else { throw SocketFile.alreadyRunning(path) }
        guard unlink(path) == 0 || errno == ENOENT else { throw .volume(path, "can't be removed") }
    }

    private static func alreadyRunning(_ path: String) -> EngineStartError {
        EngineStartError(.alreadyRunning, "another engine is running on \(path): stop it with `dxflow boot down`, or use that one")
    }

    /// Whether somebody listens there.
    private static func answers(_ path: String) -> Bool {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
        }
        // A queue that is full is somebody's queue.
        return result == 0 || errno == EAGAIN || errno == EINPROGRESS
    }

    /// Gives the socket its mode, which the mask of the process could only narrow.
    func restrict() {
        chmod(path, 0o600)
    }

    /// Removes the socket.
    func remove() {
        unlink(path)
    }
}
