/// A registered key as `GET /api/engine/key/` lists it.
public struct KeyRecord: Sendable, Hashable, Codable {
    /// The name of the key, by which it is unregistered.
    public let identity: String
    /// The first field of its OpenSSH line, `ssh-rsa`.
    public let type: String
    /// The second field of its OpenSSH line: base64.
    public let value: String
    /// What the key may do.
    public let permissions: Permissions
    /// A disabled key is kept, and signs nobody in.
    public let disabled: Bool
    /// When it can't be used any more, in seconds since 1970; nil for never.
    public let expiresAt: Int64?
    /// From which networks it may be used; none for from anywhere.
    public let from: [String]
    /// When and from where it last signed in; nil for never, and where the engine doesn't tell.
    public let lastSignIn: LastSignIn?

    public init(
        identity: String, type: String, value: String, permissions: Permissions, disabled: Bool, expiresAt: Int64? = nil,
        from: [String] = [], lastSignIn: LastSignIn? = nil
    ) {
        self.identity = identity
        self.type = type
        self.value = value
        self.permissions = permissions
        self.disabled = disabled
        self.expiresAt = expiresAt
        self.from = from
        self.lastSignIn = lastSignIn
    }
}

extension KeyRecord {
    private enum CodingKeys: String, CodingKey {
        case identity, type, value, permissions, disabled
        case expiresAt = "expires_at"
        case from
        case lastSignIn = "last_sign_in"
    }

    /// Missing permissions and a missing state count as none and as enabled; a last sign-in that can't be read as none, for nothing hangs on it.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        identity = try container.decode(String.self, forKey: .identity)
        type = try container.decode(String.self, forKey: .type)
        value = try container.decode(String.self, forKey: .value)
        permissions = try container.decodeIfPresent(Permissions.self, forKey: .permissions) ?? []
        disabled = try container.decodeIfPresent(Bool.self, forKey: .disabled) ?? false
        expiresAt = try container.decodeIfPresent(Int64.self, forKey: .expiresAt)
        from = try container.decodeIfPresent([String].self, forKey: .from) ?? []
        lastSignIn = try? container.decodeIfPresent(LastSignIn.self, forKey: .lastSignIn)
    }

    /// What an engine without extensions wouldn't send is left out where it says nothing.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(identity, forKey: .identity)
        try container.encode(type, forKey: .type)
        try container.encode(value, forKey: .value)
        try container.encode(permissions, forKey: .permissions)
        try container.encode(disabled, forKey: .disabled)
        try container.encodeIfPresent(expiresAt, forKey: .expiresAt)
        if !from.isEmpty { try container.encode(from, forKey: .from) }
        try container.encodeIfPresent(lastSignIn, forKey: .lastSignIn)
    }
}
