import CryptoBackend
import EngineAPI

/// Makes challenges, and knows its own again without having kept them.
///
///     identity = base64url(version[1] ‖ time[8] ‖ random[16] ‖ HMAC-SHA-256(secret, version ‖ time ‖ random)[32])
///     nonce    = base64url(HMAC-SHA-256(secret, "nonce" ‖ identity))
///
/// The time is nanoseconds on the engine's monotonic clock, big-endian. The secret is drawn here and never stored, so that challenges don't
/// outlive the engine that issued them, and asking for any number of them costs no memory.
public struct ChallengeIssuer: Sendable {
    private static let version: UInt8 = 1
    private static let randomLength = 16
    private static let bodyLength = 1 + 8 + randomLength
    private static let identityLength = bodyLength + DigestAlgorithm.sha256.outputLength

    /// How long a challenge may be answered.
    public let lifetime: Duration
    private let backend: any Digests & RandomSource
    private let clock: EngineClock
    private let secret: SecretBytes

    /// Draws the secret.
    ///
    /// - Parameters:
    ///   - backend: HMAC-SHA-256, a constant-time comparison and random bytes.
    ///   - lifetime: How long a challenge may be answered.
    /// - Throws: `CryptoError` if there are no random bytes.
    public init(
        backend: any Digests & RandomSource, lifetime: Duration = .seconds(60), clock: EngineClock
    ) throws(CryptoError) {
        self.backend = backend
        self.lifetime = lifetime
        self.clock = clock
        secret = try backend.randomSecret(count: 32)
    }

    /// A new challenge.
    ///
    /// - Throws: `CryptoError` if the backend fails.
    public func issue() throws(CryptoError) -> Challenge {
        let time = UInt64(max(0, clock.monotonic() / .nanoseconds(1)))
        var bytes = [ChallengeIssuer.version]
        bytes += (0..<8).reversed().map { UInt8(truncatingIfNeeded: time >> (8 * UInt64($0))) }
        bytes += try backend.randomBytes(count: ChallengeIssuer.randomLength)
        bytes += try backend.hmac(.sha256, key: secret, message: bytes)
        let identity = Base64URL.encode(bytes)
        let (seconds, attoseconds) = lifetime.components
        return Challenge(
            identity: identity, nonce: try nonce(of: identity),
            lifetime: GoDuration(nanoseconds: seconds * 1_000_000_000 + attoseconds / 1_000_000_000))
    }

    /// What a challenge with that identity asks for, if this issuer made it and it may still be answered.
    ///
    /// - Returns: nil for what was forged, comes from before the last start or is too old. Which of them isn't told.
    /// - Throws: `CryptoError` if the backend fails.
    public func openChallenge(identity: String) throws(CryptoError) -> OpenChallenge? {
        // The one length there is, before anything is computed from what a stranger sent.
        guard identity.utf8.count == (ChallengeIssuer.identityLength * 4 + 2) / 3, let bytes = Base64URL.decode(identity),
            bytes.count == ChallengeIssuer.identityLength
        else { return nil }
        let body = Array(bytes[..<ChallengeIssuer.bodyLength])
        let code = try backend.hmac(.sha256, key: secret, message: body)
        guard backend.constantTimeEqual(code, Array(bytes[ChallengeIssuer.bodyLength...])), body[0] == ChallengeIssuer.version else {
            return nil
        }
        let issued = Duration.nanoseconds(body[1..<9].reduce(Int64(0)) { $0 << 8 | Int64($1) })
        let now = clock.monotonic()
        guard issued <= now, now - issued < lifetime else { return nil }
        return OpenChallenge(
            id: Array(body[9...]), nonce: try nonce(of: identity), expiry: issued + lifetime, now: now)
    }

    private func nonce(of identity: String) throws(CryptoError) -> String {
        Base64URL.encode(try backend.hmac(.sha256, key: secret, message: Array("nonce".utf8) + Array(identity.utf8)))
    }
}

/// A challenge that may be answered, unless it was answered already.
public struct OpenChallenge: Sendable, Hashable {
    /// Its random part, by which it is spent.
    public let id: [UInt8]
    /// What must have been signed.
    public let nonce: String
    /// When it can't be answered any more, on the engine's monotonic clock.
    public let expiry: Duration
    /// When it was looked at, on the same clock.
    public let now: Duration
}
