#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The body of `POST /api/auth/verify/`: an answer to a challenge.
public struct VerifyRequest: Sendable, Hashable {
    /// The challenge's identity.
    public let identity: String
    /// The signature of the nonce.
    public let signature: [UInt8]
    /// How long the session should last; nil leaves it to the engine.
    public let lifetime: GoDuration?
    /// The OpenSSH fingerprint of the signing key, `SHA256:…`, so that the engine need not search for it.
    public let key: String?

    public init(identity: String, signature: [UInt8], lifetime: GoDuration? = nil, key: String? = nil) {
        self.identity = identity
        self.signature = signature
        self.lifetime = lifetime
        self.key = key
    }
}

extension VerifyRequest: Codable {
    private enum CodingKeys: String, CodingKey { case identity, signature, lifetime, key }

    /// A lifetime that can't be read counts as none. A signature that isn't base64 is an error, as is a member of another type.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        identity = try container.decode(String.self, forKey: .identity)
        guard let signature = Data(base64Encoded: try container.decode(String.self, forKey: .signature)) else {
            throw DecodingError.dataCorruptedError(forKey: .signature, in: container, debugDescription: "not base64")
        }
        self.signature = [UInt8](signature)
        lifetime = try? container.decodeIfPresent(GoDuration.self, forKey: .lifetime)
        key = try container.decodeIfPresent(String.self, forKey: .key)
    }

    /// The signature is standard base64 with padding (RFC 4648 §4).
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(identity, forKey: .identity)
        try container.encode(Data(signature).base64EncodedString(), forKey: .signature)
        try container.encodeIfPresent(lifetime, forKey: .lifetime)
        try container.encodeIfPresent(key, forKey: .key)
    }
}
