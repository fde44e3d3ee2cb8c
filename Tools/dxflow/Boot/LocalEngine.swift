#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The engine on this machine, as its Unix socket shows it.
struct LocalEngine {
    let socketPath: String

    /// Whether an engine listens.
    ///
    /// A socket of another type can't be connected to the engine's, and hears so only where somebody holds that (connect(2), EPROTOTYPE): an
    /// engine that is only asked after has no connection to take and to close.
    ///
    /// - Throws: ``Failure`` where the socket is there and may not be used.
    func isRunning() throws -> Bool {
        try tryConnecting(SOCK_DGRAM) { _, failure in
            if failure == EPROTOTYPE { return true }
            try requireAbsence(failure ?? EPROTOTYPE)
            return false
        } ?? false
    }

    /// The process that listens on the socket, as the kernel names it; nil where nobody does.
    ///
    /// - Throws: ``Failure`` where the socket is there and may not be used.
    func processID() throws -> pid_t? {
        try tryConnecting(SOCK_STREAM) { descriptor, failure in
            if let failure {
                try requireAbsence(failure)
                return nil
            }
            var peer = Credentials()
            var length = socklen_t(MemoryLayout<Credentials>.size)
            guard getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &peer, &length) == 0, peer.pid > 0 else {
                throw Failure("the engine on \(socketPath) can't be identified: \(String(cString: strerror(errno)))")
            }
            return peer.pid
        } ?? nil
    }

    /// Tries to connect a socket, and runs `body` with it and with what that failed with.
    ///
    /// - Returns: nil where no socket can be.
    private func tryConnecting<R>(_ type: __socket_type, _ body: (_ descriptor: CInt, _ failure: CInt?) throws -> R) throws -> R? {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let path = Array(socketPath.utf8)
        // An engine refuses to start with a path that no socket can have, so none can be there.
        guard path.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
        let descriptor = socket(AF_UNIX, Int32(type.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Failure("no socket can be made: \(String(cString: strerror(errno)))") }
        defer { close(descriptor) }
        let connected = withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        return try body(descriptor, connected == 0 ? nil : errno)
    }

    /// - Throws: ``Failure`` for what isn't the failure of a connection where no engine is.
    private func requireAbsence(_ failure: CInt) throws {
        guard [ENOENT, ENOTDIR, ECONNREFUSED].contains(failure) else {
            throw Failure("the engine's socket \(socketPath) can't be used: \(String(cString: strerror(failure)))")
        }
    }

    /// `struct ucred` (unix(7)), which the C library shows to programs with GNU extensions only.
    private struct Credentials {
        var pid: pid_t = 0
        var uid: uid_t = 0
        var gid: gid_t = 0
    }

    /// Asks the engine to stop and waits until its process is gone.
    ///
    /// - Returns: false where none was running.
    /// - Throws: ``Failure`` where it may not be stopped, or isn't gone after half a minute.
    func stop() throws -> Bool {
        guard let process = try processID() else { return false }
        guard kill(process, SIGTERM) == 0 else {
            throw Failure("the engine, process \(process), can't be stopped: \(String(cString: strerror(errno)))")
        }
        let deadline = ContinuousClock.now + .seconds(30)
        while try processID() != nil || isAlive(process) {
            guard ContinuousClock.now < deadline else {
                throw Failure("the engine, process \(process), was asked to stop and is still there after 30 seconds")
            }
            usleep(10_000)
        }
        return true
    }

    /// Whether a process is there and hasn't ended; one that has ended and that nobody has asked about yet has only a number.
    private func isAlive(_ process: pid_t) -> Bool {
        guard let file = fopen("/proc/\(process)/stat", "re") else { return false }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 512)
        guard fgets(&line, CInt(line.count), file) != nil else { return false }
        // The state follows the program's name, which is in parentheses and may hold some itself.
        guard let end = line.lastIndex(of: CChar(bitPattern: UInt8(ascii: ")"))), end + 2 < line.count else { return false }
        return ![UInt8(ascii: "Z"), UInt8(ascii: "X")].contains(UInt8(bitPattern: line[end + 2]))
    }
}
