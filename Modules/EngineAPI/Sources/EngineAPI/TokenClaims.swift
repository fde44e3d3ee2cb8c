#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The claims of a session's token (RFC 7519 §4).
public struct TokenClaims: Sendable, Hashable, Codable {
    /// `sub`: whom the session is for, the identity of the key.
    public let subject: String
    /// `exp`: when it ends, in seconds since 1970.
    public let expiresAt: Int64
    /// `iat`: when it began, in seconds since 1970.
    public let issuedAt: Int64?
    /// `jti`: the session's own identifier.
    public let id: String?
    /// The identity of the key.
    public let identity: String?
    /// The random id of the key's registration, which the engine looks up at every request.
    public let registration: String?
    /// Whether the session may change anything.
    public let writable: Bool?
    /// What the key was permitted when the token was issued. An engine decides by its registry instead.
    public let permissions: Permissions?

    private enum CodingKeys: String, CodingKey {
        case subject = "sub"
        case expiresAt = "exp"
        case issuedAt = "iat"
        case id = "jti"
        case identity
        case registration = "reg"
        case writable, permissions
    }

    public init(
        subject: String, expiresAt: Int64, issuedAt: Int64, id: String, identity: String, registration: String, permissions: Permissions
    ) {
        self.subject = subject
        self.expiresAt = expiresAt
        self.issuedAt = issuedAt
        self.id = id
        self.identity = identity
        self.registration = registration
        self.writable = permissions.isWritable
        self.permissions = permissions
    }

    /// A time may have a fraction (RFC 7519 §2), which is dropped. Claims other than the subject and the expiry count as missing when they
    /// have another type than here: they are the engine's own business.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func seconds(_ key: CodingKeys) throws -> Int64 {
            if let whole = try? container.decode(Int64.self, forKey: key) { return whole }
            guard let seconds = Int64(exactly: try container.decode(Double.self, forKey: key).rounded(.down)) else {
                throw DecodingError.dataCorruptedError(forKey: key, in: container, debugDescription: "a time out of range")
            }
            return seconds
        }
        subject = try container.decode(String.self, forKey: .subject)
        expiresAt = try seconds(.expiresAt)
        issuedAt = try? seconds(.issuedAt)
        id = try? container.decode(String.self, forKey: .id)
        identity = try? container.decode(String.self, forKey: .identity)
        registration = try? container.decode(String.self, forKey: .registration)
        writable = try? container.decode(Bool.self, forKey: .writable)
        permissions = try? container.decode(Permissions.self, forKey: .permissions)
    }

    /// Reads the claims of a token without verifying it, which is all that a client can do.
    ///
    /// - Returns: nil if it isn't a JWT with a subject and an expiry.
    public init?(unverifiedToken token: String) {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let payload = Base64URL.decode(parts[1]),
            let claims = try? JSONDecoder().decode(TokenClaims.self, from: Data(payload))
        else { return nil }
        self = claims
    }
}
