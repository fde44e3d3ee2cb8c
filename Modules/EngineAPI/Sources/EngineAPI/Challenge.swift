/// What `GET /api/auth/challenge/` answers: something to sign.
public struct Challenge: Sendable, Hashable, Codable {
    /// The name of the challenge, which goes back unchanged with the signature.
    public let identity: String
    /// The string whose UTF-8 bytes are signed. See ``Nonce`` for what a client agrees to sign.
    public let nonce: String
    /// How long the challenge may be answered.
    public let lifetime: GoDuration

    public init(identity: String, nonce: String, lifetime: GoDuration) {
        self.identity = identity
        self.nonce = nonce
        self.lifetime = lifetime
    }
}
