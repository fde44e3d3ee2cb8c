/// What `POST /api/engine/key/` answers: under which name and with what permissions the key was registered.
public struct KeyRegistration: Sendable, Hashable, Codable {
    /// The name of the key, by which it is unregistered.
    public let identity: String
    /// What the key may do.
    public let permissions: Permissions

    public init(identity: String, permissions: Permissions) {
        self.identity = identity
        self.permissions = permissions
    }
}
