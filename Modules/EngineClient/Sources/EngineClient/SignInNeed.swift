/// Why somebody has to sign in, which they are told where they can't.
enum SignInNeed: Sendable {
    case noSession
    case sessionExpired
    case sessionRefused
    case unreadableToken

    /// The beginning of a sentence.
    func words(_ address: EngineAddress) -> String {
        switch self {
        case .noSession: "the engine at \(address) wants a session"
        case .sessionExpired: "the session at \(address) has expired"
        case .sessionRefused: "the engine at \(address) doesn't take the token any more"
        case .unreadableToken: "the token for \(address) isn't one"
        }
    }
}
