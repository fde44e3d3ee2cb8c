/// What an engine takes from its clients: from all together, from those of one address, and from each connection.
///
/// The Unix socket has none of the limits by address and none by number: whoever reaches it may do everything.
public struct EngineLimits: Sendable, Hashable {
    /// How many calls without a session the clients of one address may make.
    public var publicCalls: RateLimit = .generous
    /// How long the clients of one address must wait that fail to sign in.
    public var failures: FailureLimit = .standard
    /// How many bytes the names and values of a request's header fields, and its target, may have together.
    public var headerBytes = 16 << 10
    /// How many header fields a request may have.
    public var headerFields = 100
    /// How long a request's header may take from its first byte to its last.
    public var headerTime: Duration = .seconds(10)
    /// How many bytes a request's body may have.
    public var bodyBytes = 64 << 10
    /// How long a request's body may take after the header.
    public var bodyTime: Duration = .seconds(30)
    /// How long a connection is kept on which nothing is asked, or whose other end takes no answer.
    public var idleTime: Duration = .seconds(60)
    /// How many connections from the network there may be.
    public var connections = 1024
    /// How many of them from one address.
    public var connectionsPerAddress = 128
    /// How many keys are tried for a sign-in that doesn't say which one signed.
    public var signInCandidates = 64
    /// The proxies whose `X-Forwarded-For` says who a client is.
    public var trustedProxies: [IPNetwork] = []

    public init() {}
}
