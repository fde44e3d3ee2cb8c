/// The sessions that were ended before their time, and stay ended across restarts.
public protocol EndedSessions: Sendable {
    /// Ends a session: once this returns, the session is over, and it stays so whatever happens to the process.
    ///
    /// - Parameters:
    ///   - id: The session's own identifier, its token's `jti`.
    ///   - expiry: When its token would have expired, in seconds since 1970; it needs to be remembered until then.
    ///   - now: The time by the same clock.
    /// - Throws: ``KeyStoreError`` with `full` where no more can be remembered, `storage` where it can't be kept.
    func end(_ id: String, until expiry: Int64, now: Int64) async throws(KeyStoreError)

    /// Whether a session was ended; every request of a session asks.
    ///
    /// - Throws: ``KeyStoreError`` with `storage`.
    func hasEnded(_ id: String) async throws(KeyStoreError) -> Bool
}
