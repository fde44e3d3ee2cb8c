/// When and from where a key last signed in.
public struct LastSignIn: Sendable, Hashable, Codable {
    /// What stands for the engine's own socket where an address would.
    public static let socket = "socket"

    /// In seconds since 1970.
    public let at: Int64
    /// The client's IP address, or ``socket``; nil where the engine doesn't tell.
    public let from: String?

    public init(at: Int64, from: String?) {
        self.at = at
        self.from = from
    }
}
