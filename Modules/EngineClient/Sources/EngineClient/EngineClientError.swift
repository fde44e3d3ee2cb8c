import EngineAPI

/// What a call to an engine fails with.
///
/// The message is a clause or two for the person who reads it, without a capital or a full stop at its end; it names the address, and never
/// holds a token, a nonce or a signature.
public struct EngineClientError: Error, Sendable, CustomStringConvertible {
    /// What kind of failure it is, for a program to decide by.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        public let description: String

        /// Nothing could be connected to: refused, no such socket, no such host, no way there, no connection in time.
        public static let unreachable = Code(description: "unreachable")
        /// The connection was there, and the answer didn't come in time, or the deadline has passed.
        public static let timedOut = Code(description: "timed out")
        /// The TLS handshake failed.
        public static let tls = Code(description: "TLS")
        /// The engine's certificate isn't one to trust: ``EngineClientError/certificate`` is what it showed. Nothing was sent.
        public static let certificateUnknown = Code(description: "certificate unknown")
        /// The engine shows another certificate than the pinned one: ``EngineClientError/certificate`` is the other. Nothing was sent.
        public static let certificateChanged = Code(description: "certificate changed")
        /// The proxy's setting makes no sense, the proxy can't be reached, or it refuses.
        public static let proxy = Code(description: "proxy")
        /// Something answers at the address, and it isn't an engine.
        public static let notAnEngine = Code(description: "not an engine")
        /// The address leads elsewhere, which is never followed.
        public static let redirected = Code(description: "redirected")
        /// The engine says no: ``EngineClientError/failure`` tells its code and its words.
        public static let refused = Code(description: "refused")
        /// The engine says yes, and hasn't done all that it was asked for: it knows no expiry of keys, for instance.
        public static let disregarded = Code(description: "disregarded")
        /// The engine, or a proxy before it, is in trouble (5xx).
        public static let engineTrouble = Code(description: "engine in trouble")
        /// An engine's answer broke off, or makes no sense.
        public static let answerUnreadable = Code(description: "answer unreadable")
        /// An answer is longer than the configuration allows.
        public static let answerTooLarge = Code(description: "answer too large")
        /// A token is needed, and there is no key to sign in with.
        public static let noKey = Code(description: "no key")
        /// The engine sent something to sign that isn't a nonce; nothing was signed.
        public static let nonceRefused = Code(description: "nonce refused")
        /// The engine doesn't let the key sign in.
        public static let signInRefused = Code(description: "sign-in refused")
        /// The engine doesn't take the token of a fresh session, or ended the session in the middle of an answer.
        public static let sessionRefused = Code(description: "session refused")
        /// This machine's clock and the engine's differ so much that a new token is already over.
        public static let clockSkew = Code(description: "clock skew")
        /// The key couldn't be opened or didn't sign; ``EngineClientError/underlying`` is what it said.
        public static let signerFailed = Code(description: "signer failed")
        /// The token couldn't be read or kept; ``EngineClientError/underlying`` is what the store said.
        public static let tokenStoreFailed = Code(description: "token store failed")
        /// The task was cancelled.
        public static let cancelled = Code(description: "cancelled")
        /// The client was shut down.
        public static let shutDown = Code(description: "shut down")
    }

    public let code: Code
    /// What went wrong and what to do about it.
    public let message: String
    /// The engine's own words, where it is the engine that refuses.
    public let failure: EngineFailure?
    /// The HTTP status of the answer, where there was one.
    public let status: Int?
    /// What a signer, a token store or the connection threw.
    public let underlying: (any Error)?
    /// The certificate that the engine showed, where it is the certificate that is wrong.
    public let certificate: PresentedCertificate?
    /// How long the engine asks to wait before the call is made again (`Retry-After`, RFC 9110 §10.2.3).
    public let retryAfter: Duration?

    init(
        _ code: Code, _ message: String, failure: EngineFailure? = nil, status: Int? = nil, underlying: (any Error)? = nil,
        certificate: PresentedCertificate? = nil, retryAfter: Duration? = nil
    ) {
        self.code = code
        self.message = message
        self.failure = failure
        self.status = status
        self.underlying = underlying
        self.certificate = certificate
        self.retryAfter = retryAfter
    }

    public var description: String { message }
}
