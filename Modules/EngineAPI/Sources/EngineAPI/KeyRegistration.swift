/// What `POST /api/engine/key/` answers: under which name and on what terms the key was registered.
public struct KeyRegistration: Sendable, Hashable {
    /// The name of the key, by which it is unregistered.
    public let identity: String
    /// What the key may do.
    public let permissions: Permissions
    /// When it can't be used any more, in seconds since 1970; nil for never, and where the engine doesn't tell.
    public let expiresAt: Int64?
    /// From which networks it may be used; none for from anywhere, and where the engine doesn't tell.
    public let from: [String]

    public init(identity: String, permissions: Permissions, expiresAt: Int64? = nil, from: [String] = []) {
        self.identity = identity
        self.permissions = permissions
        self.expiresAt = expiresAt
        self.from = from
    }
}

extension KeyRegistration: Codable {
    private enum CodingKeys: String, CodingKey {
        case identity, permissions
        case expiresAt = "expires_at"
        case from
    }

    /// An expiry and networks that are missing, or that another engine writes in a way of its own, count as not told.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        identity = try container.decode(String.self, forKey: .identity)
        permissions = try container.decode(Permissions.self, forKey: .permissions)
        expiresAt = try? container.decodeIfPresent(Int64.self, forKey: .expiresAt)
        from = (try? container.decodeIfPresent([String].self, forKey: .from)) ?? []
    }

    /// What an engine without extensions wouldn't send is left out where it says nothing.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(identity, forKey: .identity)
        try container.encode(permissions, forKey: .permissions)
        try container.encodeIfPresent(expiresAt, forKey: .expiresAt)
        if !from.isEmpty { try container.encode(from, forKey: .from) }
    }
}
