#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Why an engine doesn't start. The message names the thing, says what is wrong with it and what to do.
public struct EngineStartError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of failure it is, for a program to decide by.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        public let description: String

        /// The configuration names neither a socket nor an address to listen on, or one that can't be.
        public static let configuration = Code(description: "configuration")
        /// Another engine has the volume or the socket.
        public static let alreadyRunning = Code(description: "already running")
        /// The socket's path is longer than the system takes, or something else is there.
        public static let socketPath = Code(description: "socket path")
        /// Another program listens on the port.
        public static let portInUse = Code(description: "port in use")
        /// The user may not listen on the port.
        public static let portForbidden = Code(description: "port forbidden")
        /// The host isn't one of this machine's addresses, or listening fails otherwise.
        public static let address = Code(description: "address")
        /// The volume can't be read or written.
        public static let volume = Code(description: "volume")
        /// The key that signs tokens can't be used.
        public static let tokenKey = Code(description: "token key")
        /// The certificate of HTTPS, or its private key, can't be used.
        public static let certificate = Code(description: "certificate")
        /// The MASTER key pair can't be made or authorized.
        public static let masterKey = Code(description: "master key")
    }

    public let code: Code
    /// One or two sentences' clauses, without a capital or a full stop.
    public let message: String

    public var description: String { message }

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The failure of the system call that has just failed, on something in the volume.
    static func volume(_ path: String, _ what: String) -> EngineStartError {
        EngineStartError(.volume, "\(path) \(what): \(String(cString: strerror(errno)))")
    }
}
