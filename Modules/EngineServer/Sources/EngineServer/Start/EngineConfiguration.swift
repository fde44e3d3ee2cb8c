/// What an engine is started with.
public struct EngineConfiguration: Sendable {
    /// The directory in which it keeps its data, absolute; made, for its owner alone, if it isn't there. Its own keys are in `keys/` there.
    public var volume: String
    /// The path of the Unix domain socket, or nil for none.
    public var socketPath: String?
    /// Where it listens for HTTP, or nil for not at all.
    public var http: HTTPAddress?
    /// Where it listens for HTTPS, or nil for not at all.
    public var https: HTTPAddress?
    /// The certificate of HTTPS; nil for the engine's own, `keys/tls.pem`, which the first start with HTTPS makes.
    public var tls: TLSFiles?
    /// The name of the profile that it was started with.
    public var profileName: String
    /// The engine's version.
    public var version: String
    /// How tokens are signed.
    public var tokenAlgorithm: TokenAlgorithm = .es256
    /// What it takes from its clients.
    public var limits = EngineLimits()
    /// How many seconds requests may take to end when the engine stops.
    public var shutdownTimeout = 5

    public init(
        volume: String, socketPath: String?, http: HTTPAddress?, https: HTTPAddress? = nil, profileName: String, version: String
    ) {
        self.volume = volume
        self.socketPath = socketPath
        self.http = http
        self.https = https
        self.profileName = profileName
        self.version = version
    }

    /// A host and a port.
    public struct HTTPAddress: Sendable, Hashable, CustomStringConvertible {
        /// A name or an address of this machine: `0.0.0.0` for all of IPv4, `::` for all.
        public let host: String
        /// 0 for one that the system chooses.
        public let port: Int

        public init(host: String = "0.0.0.0", port: Int) {
            self.host = host
            self.port = port
        }

        /// `0.0.0.0:80`, `[::1]:8080`.
        public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
    }
}

/// Where an engine listens, once it does.
public struct EngineAddresses: Sendable, Hashable {
    /// The path of the Unix domain socket.
    public let socketPath: String?
    /// The address of HTTP, with the port that was chosen if none was given.
    public let http: EngineConfiguration.HTTPAddress?
    /// The address of HTTPS, likewise.
    public let https: EngineConfiguration.HTTPAddress?
    /// The certificate of HTTPS.
    public let certificate: ServerCertificate?
    /// Whether the engine was started in its volume for the first time, and has made itself the MASTER key pair.
    public let isFirstStart: Bool
}
