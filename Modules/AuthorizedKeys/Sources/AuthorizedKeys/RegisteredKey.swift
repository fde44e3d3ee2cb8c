import CryptoBackend
import EngineAPI

/// A key that is registered with an engine.
public struct RegisteredKey: Sendable, Hashable {
    /// The random id of this registration, which tokens carry. A key registered again gets another one. A plain OpenSSH line, which
    /// has none, is stood for by its fingerprint and its identity.
    public let registration: String
    /// The name by which the key is administered: 1 to 128 characters without quotes, backslashes or control characters.
    public let identity: String
    /// The key itself.
    public let key: RSAPublicKey
    /// The key's OpenSSH fingerprint, `SHA256:…`.
    public let fingerprint: String
    /// What a session of the key may do.
    public let permissions: Permissions
    /// A disabled key is kept, and signs nobody in.
    public let isDisabled: Bool
    /// When it was registered, in seconds since 1970, where that is known.
    public let registeredAt: Int64?

    public init(
        registration: String, identity: String, key: RSAPublicKey, fingerprint: String, permissions: Permissions, isDisabled: Bool,
        registeredAt: Int64?
    ) {
        self.registration = registration
        self.identity = identity
        self.key = key
        self.fingerprint = fingerprint
        self.permissions = permissions
        self.isDisabled = isDisabled
        self.registeredAt = registeredAt
    }
}
