/// The body of `POST /api/engine/key/`.
public struct KeyRegistrationRequest: Sendable, Hashable {
    /// What the key shall be called: 1 to 128 characters without quotes, backslashes or control characters. Empty: the comment of the key,
    /// or its fingerprint if it has none.
    public let identity: String
    /// The text of a public key file.
    public let key: String
    /// What the key may do; empty for ``Permissions/default``.
    public let permissions: Permissions
    /// When it shall not be used any more, in seconds since 1970; nil for never.
    public let expiresAt: Int64?
    /// From which networks it may be used, as in ``KeyChange/from``; none for from anywhere.
    public let from: [String]

    public init(identity: String = "", key: String, permissions: Permissions = [], expiresAt: Int64? = nil, from: [String] = []) {
        self.identity = identity
        self.key = key
        self.permissions = permissions
        self.expiresAt = expiresAt
        self.from = from
    }
}

extension KeyRegistrationRequest: Codable {
    private enum CodingKeys: String, CodingKey {
        case identity, key, permissions
        case expiresAt = "expires_at"
        case from
    }

    /// A missing identity or missing permissions count as empty.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        identity = try container.decodeIfPresent(String.self, forKey: .identity) ?? ""
        key = try container.decode(String.self, forKey: .key)
        permissions = try container.decodeIfPresent(Permissions.self, forKey: .permissions) ?? []
        expiresAt = try container.decodeIfPresent(Int64.self, forKey: .expiresAt)
        from = try container.decodeIfPresent([String].self, forKey: .from) ?? []
    }

    /// What older engines don't know is left out where it says nothing.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(identity, forKey: .identity)
        try container.encode(key, forKey: .key)
        try container.encode(permissions, forKey: .permissions)
        try container.encodeIfPresent(expiresAt, forKey: .expiresAt)
        if !from.isEmpty { try container.encode(from, forKey: .from) }
    }
}
