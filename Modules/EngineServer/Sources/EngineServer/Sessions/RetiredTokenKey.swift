/// A key that signs no more tokens and verifies those that it signed. Its private half is gone.
struct RetiredTokenKey: Sendable {
    let key: TokenPublicKey
    /// When the last session that it can have begun has expired, in seconds since 1970.
    let expiresAt: Int64
}
