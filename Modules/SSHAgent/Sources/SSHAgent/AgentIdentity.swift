import CryptoBackend

/// An RSA key that an agent holds.
public struct AgentIdentity: Sendable, Hashable {
    /// The public half.
    public let publicKey: RSAPublicKey
    /// The comment that the key was added with, often its file's path.
    public let comment: String

    public init(publicKey: RSAPublicKey, comment: String) {
        self.publicKey = publicKey
        self.comment = comment
    }
}
