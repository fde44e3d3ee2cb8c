/// The body of `POST /api/engine/key/`.
public struct KeyRegistrationRequest: Sendable, Hashable {
    /// What the key shall be called: 1 to 128 characters without quotes, backslashes or control characters. Empty: the comment of the key,
    /// or its fingerprint if it has none.
    public let identity: String
    /// The text of a public key file.
    public let key: String
    /// What the key may do; empty for ``Permissions/default``.
    public let permissions: Permissions

    public init(identity: String = "", key: String, permissions: Permissions = []) {
        self.identity = identity
        self.key = key
        self.permissions = permissions
    }
}

extension KeyRegistrationRequest: Codable {
    private enum CodingKeys: String, CodingKey { case identity, key, permissions }

    /// A missing identity or missing permissions count as empty.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        identity = try container.decodeIfPresent(String.self, forKey: .identity) ?? ""
        key = try container.decode(String.self, forKey: .key)
        permissions = try container.decodeIfPresent(Permissions.self, forKey: .permissions) ?? []
    }
}
