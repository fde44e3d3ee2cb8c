import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// One connection to an agent's socket, for one question and its answer. It blocks its thread, and ``interrupt()`` frees it.
final class AgentConnection: Sendable {
    /// The descriptor while the connection is there, and whether somebody has enough of it.
    private struct State {
        var descriptor: CInt
        var isInterrupted = false
    }

    /// How often a connection that the agent doesn't take looks whether it is still wanted.
    private static let patience: Duration = .milliseconds(100)

    private let path: String
    private let deadline: ContinuousClock.Instant
    private let descriptor: CInt
    private let state: Mutex<State>

    /// - Throws: ``SSHAgentError`` with `unreachable` for a path that no socket can have.
    init(path: String, deadline: ContinuousClock.Instant) throws(SSHAgentError) {
        self.path = path
        self.deadline = deadline
        let longest = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1
        guard (1...longest).contains(path.utf8.count) else {
            throw SSHAgentError(
                .unreachable, "the path of the SSH agent's socket has \(path.utf8.count) bytes, and one has 1 to \(longest): \(path)")
        }
        #if canImport(Glibc)
            let kind = CInt(SOCK_STREAM.rawValue)
        #else
            let kind = SOCK_STREAM
        #endif
        descriptor = socket(AF_UNIX, kind, 0)
        guard descriptor >= 0 else { throw .system("the SSH agent at \(path) can't be reached") }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        state = Mutex(State(descriptor: descriptor))
    }

    deinit { close(descriptor) }

    /// Ends the connection from another thread: what waits for it fails.
    func interrupt() {
        state.withLock { state in
            state.isInterrupted = true
            shutdown(state.descriptor, CInt(SHUT_RDWR))
        }
    }

    /// Sends a message and waits for the one that answers it.
    ///
    /// - Throws: ``SSHAgentError``: `unreachable`, `timedOut`, `invalidAnswer`.
    func exchange(_ message: [UInt8]) throws(SSHAgentError) -> [UInt8] {
        try connect()
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        try send(withUnsafeBytes(of: UInt32(message.count).bigEndian) { Array($0) } + message)
        let length = Int(try receive(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
        guard (1...AgentMessage.maximumLength).contains(length) else {
            throw SSHAgentError(
                .invalidAnswer,
                "the SSH agent at \(path) announces an answer of \(length) bytes, and one has 1 to \(AgentMessage.maximumLength)")
        }
        return try receive(length)
    }

    /// Connects. An agent whose queue is full makes this wait, a little at a time.
    private func connect() throws(SSHAgentError) {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let wait = AgentConnection.patience.components
        var interval = timeval(tv_sec: Int(wait.seconds), tv_usec: .init(wait.attoseconds / 1_000_000_000_000))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &interval, socklen_t(MemoryLayout<timeval>.size))
        while true {
            let result = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                    systemConnect(descriptor, address, socklen_t(MemoryLayout<sockaddr_un>.size))
                }
            }
            if result == 0 { return }
            guard errno == EAGAIN || errno == EINTR else { throw .system("no SSH agent answers at \(path)") }
            try requireTime()
        }
    }

    private func send(_ bytes: [UInt8]) throws(SSHAgentError) {
        #if canImport(Darwin)
            let flags: CInt = 0
        #else
            let flags = CInt(MSG_NOSIGNAL)
        #endif
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { systemSend(descriptor, $0.baseAddress! + sent, bytes.count - sent, flags) }
            if count >= 0 {
                sent += count
            } else {
                try waitIfPossible(for: CInt(POLLOUT))
            }
        }
    }

    /// Receives exactly that many bytes.
    private func receive(_ count: Int) throws(SSHAgentError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var received = 0
        while received < count {
            let length = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress! + received, count - received) }
            guard length != 0 else {
                throw SSHAgentError(.invalidAnswer, "the SSH agent at \(path) hung up before it had answered")
            }
            if length > 0 {
                received += length
            } else {
                try waitIfPossible(for: CInt(POLLIN))
            }
        }
        return bytes
    }

    /// Waits until the socket is ready, where it wasn't.
    private func waitIfPossible(for events: CInt) throws(SSHAgentError) {
        if errno == EINTR { return }
        guard errno == EAGAIN || errno == EWOULDBLOCK else { throw .system("the SSH agent at \(path) hung up") }
        try requireTime()
        var descriptors = [pollfd(fd: descriptor, events: Int16(events), revents: 0)]
        let left = (deadline - .now).components
        let milliseconds = left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000 + 1
        _ = poll(&descriptors, 1, CInt(clamping: milliseconds))
    }

    private func requireTime() throws(SSHAgentError) {
        guard !state.withLock({ $0.isInterrupted }) else {
            throw SSHAgentError(.timedOut, "the wait for the SSH agent at \(path) was ended")
        }
        guard .now < deadline else {
            throw SSHAgentError(
                .timedOut,
                "the SSH agent at \(path) doesn't answer; look whether it waits for you to agree or to touch a token, or start another")
        }
    }
}

// Methods of this class have these names too.
private let systemConnect = connect
private let systemSend = send

extension SSHAgentError {
    /// The error that `errno` tells of.
    fileprivate static func system(_ what: String, file: String = #fileID, line: Int = #line) -> SSHAgentError {
        SSHAgentError(.unreachable, "\(what): \(String(cString: strerror(errno)))", file: file, line: line)
    }
}
