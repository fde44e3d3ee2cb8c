import AuthorizedKeys
import Synchronization

/// Ended sessions in memory.
final class MemoryEndedSessions: EndedSessions {
    let ids = Mutex<Set<String>>([])

    func end(_ id: String, until expiry: Int64, now: Int64) async throws(KeyStoreError) { ids.withLock { _ = $0.insert(id) } }

    func hasEnded(_ id: String) async throws(KeyStoreError) -> Bool { ids.withLock { $0.contains(id) } }
}
