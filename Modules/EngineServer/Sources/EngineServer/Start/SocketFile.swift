#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The file of the engine's Unix domain socket: who may have its place, and who may connect.
///
/// The socket is born beside its place, gets its mode there and is then moved, so there is no moment in which another user might connect to
/// what stands at the path, and none in which a second engine might take the first one's place.
final class SocketFile: Sendable {
    /// How many bytes of a path the system takes, without the NUL at its end (unix(7)).
    static let maximumPathLength = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1

    let path: String
    private let lock: FileLock
    /// The directory, open.
    private let directory: CInt
    private let temporaryName = ".\(getpid()).sock"

    /// Takes the place at the path, where there may be the socket of an engine that is gone.
    ///
    /// - Throws: ``EngineStartError``: `socketPath`, `alreadyRunning` or `volume`.
    init(claiming path: String) throws(EngineStartError) {
        let length = path.utf8.count
        let parent = path.parentDirectory
        guard length <= SocketFile.maximumPathLength else {
            throw EngineStartError(
                .socketPath,
                "the socket's path \(path) has \(length) bytes, and \(SocketFile.maximumPathLength) is the most: choose a shorter volume"
            )
        }
        try SystemFile.makeDirectory(parent)
        let lock = try FileLock.acquire(path + ".lock")
        if let mode = SystemFile.mode(path) {
            guard mode & S_IFMT == S_IFSOCK else {
                throw EngineStartError(.socketPath, "\(path) is there and is no socket: move it away, or choose another volume")
            }
            // An engine that doesn't know of the lock may have it.
            guard !SocketFile.answers(path) else { throw SocketFile.alreadyRunning(path) }
        }
        let directory = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { throw .volume(parent, "can't be opened") }
        self.path = path
        self.lock = lock
        self.directory = directory
    }

    deinit {
        close(directory)
        lock.release()
    }

    /// Where to bind the socket: short, however long its path is, since NIO takes fewer bytes than the system.
    var bindingPath: String { "/proc/self/fd/\(directory)/\(temporaryName)" }

    /// Puts the socket, on which the engine listens now, in its place.
    ///
    /// - Throws: ``EngineStartError`` with `volume`.
    func appear() throws(EngineStartError) {
        guard fchmodat(directory, temporaryName, 0o600, 0) == 0, renameat(directory, temporaryName, AT_FDCWD, path) == 0 else {
            throw .volume(path, "can't be made")
        }
    }

    /// Removes the socket, from wherever it has got to.
    func remove() {
        if unlinkat(directory, temporaryName, 0) != 0 { unlink(path) }
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
}
