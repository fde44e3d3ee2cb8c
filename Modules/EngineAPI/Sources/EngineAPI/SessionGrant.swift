/// What `POST /api/auth/verify/` answers: a token and what it is good for.
public struct SessionGrant: Sendable, Hashable {
    /// The JWT, which is a secret until it expires: whoever has it is signed in.
    public let token: String
    /// What the session may do.
    public let permissions: Permissions
    /// When the token expires, in seconds since 1970.
    public let expiresAt: Int64

    public init(token: String, permissions: Permissions, expiresAt: Int64) {
        self.token = token
        self.permissions = permissions
        self.expiresAt = expiresAt
    }
}

extension SessionGrant: Codable {
    private enum CodingKeys: String, CodingKey {
        case token, permissions
        case expiresAt = "expires_at"
        case expires
    }

    /// The first version writes `expires` for `expires_at`: both are read.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        token = try container.decode(String.self, forKey: .token)
        permissions = try container.decodeIfPresent(Permissions.self, forKey: .permissions) ?? []
        let key: CodingKeys = container.contains(.expiresAt) ? .expiresAt : .expires
        expiresAt = try container.decode(Int64.self, forKey: key)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(token, forKey: .token)
        try container.encode(permissions, forKey: .permissions)
        try container.encode(expiresAt, forKey: .expiresAt)
    }
}

extension SessionGrant: CustomStringConvertible, CustomReflectable {
    /// Everything but the token.
    public var description: String { "a session with \(permissions) until \(expiresAt)" }
    public var customMirror: Mirror { Mirror(self, children: ["permissions": permissions, "expiresAt": expiresAt]) }
}
