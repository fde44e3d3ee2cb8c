import CryptoBackend
import EngineAPI

/// A key that is registered with an engine.
public struct RegisteredKey: Sendable, Hashable {
    /// The random id of this registration, which tokens carry. A key registered again gets another one. A plain OpenSSH line, which
    /// has none, is stood for by its fingerprint and its identity.
    public internal(set) var registration: String
    /// The name by which the key is administered: 1 to 128 characters without quotes, backslashes or control characters.
    public internal(set) var identity: String
    /// The key itself.
    public internal(set) var key: RSAPublicKey
    /// The key's OpenSSH fingerprint, `SHA256:…`.
    public internal(set) var fingerprint: String
    /// What a session of the key may do.
    public internal(set) var permissions: Permissions
    /// A disabled key is kept, and signs nobody in.
    public internal(set) var isDisabled: Bool
    /// When it was registered, in seconds since 1970, where that is known.
    public internal(set) var registeredAt: Int64?
    /// When it can't sign in any more and its sessions end, in seconds since 1970; nil for never.
    public internal(set) var expiresAt: Int64?
    /// From where it may be used over the network; nil for from anywhere. Whoever reaches the engine's socket is no concern of it.
    public internal(set) var sources: SourceNetworks?

    public init(
        registration: String, identity: String, key: RSAPublicKey, fingerprint: String, permissions: Permissions, isDisabled: Bool,
        registeredAt: Int64?, expiresAt: Int64? = nil, sources: SourceNetworks? = nil
    ) {
        self.registration = registration
        self.identity = identity
        self.key = key
        self.fingerprint = fingerprint
        self.permissions = permissions
        self.isDisabled = isDisabled
        self.registeredAt = registeredAt
        self.expiresAt = expiresAt
        self.sources = sources
    }

    /// Whether its time is over.
    public func hasExpired(at now: Int64) -> Bool { expiresAt.map { $0 <= now } ?? false }

    /// Whether it may manage keys at a time in seconds since 1970.
    public func mayManageKeys(at now: Int64) -> Bool { !isDisabled && permissions.mayChangeKeys && !hasExpired(at: now) }

    /// Whether it may be used from an address.
    ///
    /// - Parameter address: As text; nil for the engine's own socket.
    public func isAllowed(from address: String?) -> Bool {
        guard let sources, let address else { return true }
        return sources.allow(address)
    }
}
