import AuthorizedKeys
import Logging

/// Tells the log why a session can't be ended: a client is told only that it is so.
struct LoggedEndedSessions: EndedSessions {
    let sessions: any EndedSessions
    let logger: Logger

    func end(_ id: String, until expiry: Int64, now: Int64) async throws(KeyStoreError) {
        do { try await sessions.end(id, until: expiry, now: now) } catch { throw logged(error) }
    }

    func hasEnded(_ id: String) async throws(KeyStoreError) -> Bool {
        do { return try await sessions.hasEnded(id) } catch { throw logged(error) }
    }

    private func logged(_ error: KeyStoreError) -> KeyStoreError {
        logger.error("\(error.message)")
        return error
    }
}
