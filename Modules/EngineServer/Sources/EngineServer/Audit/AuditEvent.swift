/// One thing that happened at an engine, as its audit log tells it. Nothing in it is a secret: no token, nonce, signature or key.
public struct AuditEvent: Sendable, Hashable {
    /// What happened.
    public struct Kind: Sendable, Hashable {
        /// Its name in the log.
        public let name: String

        /// A key has signed in.
        public static let signIn = Kind(name: "sign-in")
        /// A sign-in was refused; the reason is the true one, which the client isn't told.
        public static let signInFailed = Kind(name: "sign-in-failed")
        /// A session was ended before its time.
        public static let sessionEnded = Kind(name: "session-ended")
        /// A key is about to be registered.
        public static let keyRegistered = Kind(name: "key-registered")
        /// A key is about to be changed.
        public static let keyChanged = Kind(name: "key-changed")
        /// A key is about to be removed.
        public static let keyRemoved = Kind(name: "key-removed")
        /// The key of tokens is about to be changed.
        public static let tokenKeyRotated = Kind(name: "token-key-rotated")
        /// A change of the keys wasn't made: the one that the line before with the same request told of, or, without one, the one that couldn't be.
        public static let changeFailed = Kind(name: "change-failed")
        /// A challenge was refused.
        public static let challengeRefused = Kind(name: "challenge-refused")
        /// A call was turned away because of a limit.
        public static let limitHit = Kind(name: "limit-hit")
        /// The engine answers from now on.
        public static let start = Kind(name: "start")
        /// The engine has stopped.
        public static let stop = Kind(name: "stop")
    }

    /// What happened.
    public var kind: Kind
    /// Whence it was asked for: an IP address; nil for over the engine's own socket, or by the engine itself.
    public var address: String?
    /// The OpenSSH fingerprint of the key that it is about.
    public var fingerprint: String?
    /// The identity of the key that it is about.
    public var identity: String?
    /// Who asked for it, the identity of the session's key; nil where nobody is signed in.
    public var actor: String?
    /// The request, as the header `x-request-id` names it in the answer.
    public var request: String?
    /// Why, or what exactly.
    public var reason: String?

    public init(
        _ kind: Kind, address: String? = nil, fingerprint: String? = nil, identity: String? = nil, actor: String? = nil,
        request: String? = nil, reason: String? = nil
    ) {
        self.kind = kind
        self.address = address
        self.fingerprint = fingerprint
        self.identity = identity
        self.actor = actor
        self.request = request
        self.reason = reason
    }
}
