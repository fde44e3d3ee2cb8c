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

    public init(identity: String, type: String, value: String, permissions: Permissions, disabled: Bool) {
        self.identity = identity
        self.type = type
        self.value = value
        self.permissions = permissions
        self.disabled = disabled
    }
}

extension KeyRecord {
    private enum CodingKeys: String, CodingKey { case identity, type, value, permissions, disabled }

    /// Missing permissions and a missing state count as none and as enabled.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        identity = try container.decode(String.self, forKey: .identity)
        type = try container.decode(String.self, forKey: .type)
        value = try container.decode(String.self, forKey: .value)
        permissions = try container.decodeIfPresent(Permissions.self, forKey: .permissions) ?? []
        disabled = try container.decodeIfPresent(Bool.self, forKey: .disabled) ?? false
    }
}
