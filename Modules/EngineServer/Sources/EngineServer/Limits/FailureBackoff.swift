import Synchronization

/// Makes a client wait that fails again and again to sign in: longer each time.
///
/// It goes by address, never by key: fingerprints are public, and whoever failed under another's would lock them out. A success forgives
/// nothing, or an attacker with one key of their own could go on for ever, and behind one address there may be many people. What is
/// forgotten is forgotten by time: ten minutes after the last failure.
///
/// The memory is bounded: when there are more clients than may be remembered, those that are new share one count.
public final class FailureBackoff: Sendable {
    /// How long failures are remembered after the last one.
    static let memory = Duration.seconds(600)

    private let limit: FailureLimit
    private let capacity: Int
    private let state = Mutex(State())

    private struct Record {
        var failures = 0
        var last: Duration
        /// Until when the client must wait.
        var end: Duration
    }

    private struct State {
        var records: [ClientAddress: Record] = [:]
        var shared: Record?
        var lastSweep: Duration?
    }

    /// - Parameter capacity: How many clients are remembered.
    public init(limit: FailureLimit, capacity: Int = 16_384) {
        self.limit = limit
        self.capacity = capacity
    }

    /// How long a client must still wait.
    ///
    /// - Parameter now: The time on a monotonic clock.
    /// - Returns: nil for not at all, else whole seconds, at least 1.
    public func delay(_ client: ClientAddress, now: Duration) -> Int? {
        state.withLock { state in
            let record = state.records[client] ?? (state.records.count < capacity ? nil : state.shared)
            guard let record, record.end > now else { return nil }
            return max(1, Int(((record.end - now) / .seconds(1)).rounded(.up)))
        }
    }

    /// Notes that a client has failed.
    ///
    /// - Parameter now: The time on a monotonic clock.
    public func fail(_ client: ClientAddress, now: Duration) {
        state.withLock { state in
            if state.records[client] == nil, state.records.count >= capacity { sweep(&state, now) }
            if state.records[client] != nil || state.records.count < capacity {
                note(&state.records[client], now)
            } else {
                note(&state.shared, now)
            }
        }
    }

    /// How many clients are remembered.
    var count: Int { state.withLock { $0.records.count } }

    private func note(_ record: inout Record?, _ now: Duration) {
        var next = record.flatMap { now - $0.last < FailureBackoff.memory ? $0 : nil } ?? Record(last: now, end: now)
        next.failures += 1
        next.last = now
        let surplus = next.failures - limit.free
        if surplus > 0 {
            // Beyond 2^32 times the first every limit has been reached.
            let delay = limit.firstDelay * (1 << min(surplus - 1, 32))
            next.end = now + min(delay, limit.longestDelay)
        }
        record = next
    }

    /// Forgets those whose time has come, once a second at the most.
    private func sweep(_ state: inout State, _ now: Duration) {
        if let last = state.lastSweep, now - last < .seconds(1) { return }
        state.lastSweep = now
        state.records = state.records.filter { now - $0.value.last < FailureBackoff.memory }
    }
}
