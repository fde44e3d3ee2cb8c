import Synchronization

/// A token that is kept for as long as the program runs.
public final class InMemoryTokenStore: TokenStore {
    private let kept: Mutex<String?>
    private let writing = ExclusiveAccess()

    /// - Parameter token: A token to begin with.
    public init(token: String? = nil) {
        kept = Mutex(token)
    }

    public func token() -> String? {
        kept.withLock { $0 }
    }

    @discardableResult
    public func update(_ body: @Sendable (String?) async throws -> String?) async throws -> String? {
        try await writing.withAccess {
            let token = try await body(self.token())
            kept.withLock { $0 = token }
            return token
        }
    }
}
