/// What `POST /api/engine/rotate/` answers: with which key tokens are signed from now on.
public struct TokenKeyRotation: Sendable, Hashable {
    /// The new key's identifier, the `kid` of the tokens that it signs (RFC 7515 §4.1.4).
    public let keyID: String
    /// When the key before it verifies no token any more, in seconds since 1970: the last of its sessions has expired then.
    public let retiresAt: Int64

    public init(keyID: String, retiresAt: Int64) {
        self.keyID = keyID
        self.retiresAt = retiresAt
    }
}

extension TokenKeyRotation: Codable {
    private enum CodingKeys: String, CodingKey {
        case keyID = "kid"
        case retiresAt = "retires_at"
    }
}
