import EngineAPI

/// Who makes a request, and what they may do at that moment.
public struct Session: Sendable, Hashable {
    /// The claims of the token; nil for whoever reached the Unix socket, which is the permission.
    public let claims: TokenClaims?
    /// The OpenSSH fingerprint of the key that signed in; nil where there was no need to.
    public let fingerprint: String?
    /// What the registry permits now.
    public let permissions: Permissions

    init(claims: TokenClaims?, fingerprint: String?, permissions: Permissions) {
        self.claims = claims
        self.fingerprint = fingerprint
        self.permissions = permissions
    }

    /// The session of the Unix socket.
    public static let local = Session(claims: nil, fingerprint: nil, permissions: .master)
}
