import Synchronization

/// Spent challenges in memory: enough for an engine whose challenges don't outlive its process.
public final class InMemorySpentChallenges: SpentChallenges {
    private let capacity: Int
    private let state = Mutex(State())

    private struct State {
        var ids: Set<[UInt8]> = []
        /// The same ids, the one that expires next first.
        var expiries = ExpiryQueue()
    }

    /// - Parameter capacity: How many unexpired entries are held at the most; each takes some hundred bytes.
    public init(capacity: Int = 100_000) {
        self.capacity = max(1, capacity)
    }

    /// How many entries are held, those that have expired since the last call included.
    public var count: Int { state.withLock { $0.ids.count } }

    /// Spends a challenge, and forgets those that have expired: each is looked at once, so a call costs what adding one entry costs. A
    /// challenge that has expired itself can't be spent any more.
    public func spend(_ id: [UInt8], until expiry: Duration, now: Duration) async -> SpendOutcome {
        state.withLock { state in
            while let next = state.expiries.first, next.expiry <= now {
                state.ids.remove(next.id)
                state.expiries.removeFirst()
            }
            guard expiry > now, !state.ids.contains(id) else { return .alreadySpent }
            guard state.ids.count < capacity else { return .full }
            state.ids.insert(id)
            state.expiries.insert(ExpiryQueue.Entry(expiry: expiry, id: id))
            return .spent
        }
    }
}
