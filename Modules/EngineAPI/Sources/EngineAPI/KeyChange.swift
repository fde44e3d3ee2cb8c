/// The body of `PATCH /api/engine/key/`: what becomes different of a key. What isn't named stays as it is.
public struct KeyChange: Sendable, Hashable {
    /// What the key shall be called from now on.
    public var identity: String?
    /// What it may do from now on.
    public var permissions: Permissions?
    /// Whether it signs nobody in. Sessions from before a key was disabled stay ended when it is enabled again.
    public var disabled: Bool?
    /// Until when it may be used.
    public var expiry: Expiry?
    /// From which networks it may be used: addresses, `10.0.0.0/8`, `!10.0.0.1`, `192.168.*`. None for from anywhere.
    public var from: [String]?

    /// Until when a key may be used.
    public enum Expiry: Sendable, Hashable {
        /// For good.
        case never
        /// Until a time in seconds since 1970.
        case at(Int64)
    }

    public init(
        identity: String? = nil, permissions: Permissions? = nil, disabled: Bool? = nil, expiry: Expiry? = nil, from: [String]? = nil
    ) {
        self.identity = identity
        self.permissions = permissions
        self.disabled = disabled
        self.expiry = expiry
        self.from = from
    }

    /// Whether nothing is named.
    public var isEmpty: Bool { self == KeyChange() }
}

extension KeyChange: Codable {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case identity, permissions, disabled
        case expiry = "expires_at"
        case from
    }

    private struct Member: CodingKey {
        let stringValue: String
        let intValue: Int? = nil
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// A member that isn't known is an error: it may be one that restricts. `expires_at` is null for never.
    public init(from decoder: any Decoder) throws {
        for member in try decoder.container(keyedBy: Member.self).allKeys where CodingKeys(stringValue: member.stringValue) == nil {
            let known = CodingKeys.allCases.map(\.rawValue).joined(separator: ", ")
            throw DecodingError.dataCorrupted(
                DecodingError.Context(codingPath: [member], debugDescription: "there is no such member, only \(known)"))
        }
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func member<Value: Decodable>(_ key: CodingKeys) throws -> Value? {
            container.contains(key) ? try container.decode(Value.self, forKey: key) : nil
        }
        identity = try member(.identity)
        permissions = try member(.permissions)
        disabled = try member(.disabled)
        from = try member(.from)
        if container.contains(.expiry) {
            expiry = try container.decodeNil(forKey: .expiry) ? .never : .at(try container.decode(Int64.self, forKey: .expiry))
        } else {
            expiry = nil
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(identity, forKey: .identity)
        try container.encodeIfPresent(permissions, forKey: .permissions)
        try container.encodeIfPresent(disabled, forKey: .disabled)
        try container.encodeIfPresent(from, forKey: .from)
        switch expiry {
        case .never?: try container.encodeNil(forKey: .expiry)
        case .at(let time)?: try container.encode(time, forKey: .expiry)
        case nil: break
        }
    }
}
