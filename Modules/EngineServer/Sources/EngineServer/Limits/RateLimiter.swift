import Synchronization

/// A token bucket for each client.
///
/// The memory is bounded: a client whose bucket is full again is forgotten, and when there are more clients than may be remembered, those
/// that are new share one bucket.
public final class RateLimiter: Sendable {
    private let limit: RateLimit
    private let capacity: Int
    private let state = Mutex(State())

    private struct Bucket {
        /// How many calls are left at `time`.
        var level: Double
        var time: Duration
    }

    private struct State {
        var buckets: [ClientAddress: Bucket] = [:]
        var shared: Bucket?
        /// When the buckets were last searched for full ones.
        var lastSweep: Duration?
    }

    /// - Parameter capacity: How many clients are remembered.
    public init(limit: RateLimit, capacity: Int = 16_384) {
        self.limit = limit
        self.capacity = capacity
    }

    /// Takes one call out of a client's bucket.
    ///
    /// - Parameter now: The time on a monotonic clock.
    /// - Returns: nil if the call may be made, else after how many seconds, at least 1, the next may.
    public func admit(_ client: ClientAddress, now: Duration) -> Int? {
        state.withLock { state in
            if state.buckets[client] == nil, state.buckets.count >= capacity { sweep(&state, now) }
            if state.buckets[client] != nil || state.buckets.count < capacity {
                return take(&state.buckets[client], now)
            }
            return take(&state.shared, now)
        }
    }

    /// How many clients are remembered.
    var count: Int { state.withLock { $0.buckets.count } }

    private func level(of bucket: Bucket, _ now: Duration) -> Double {
        min(Double(limit.burst), bucket.level + max(0, (now - bucket.time) / .seconds(1)) * limit.perSecond)
    }

    private func take(_ bucket: inout Bucket?, _ now: Duration) -> Int? {
        let level = bucket.map { self.level(of: $0, now) } ?? Double(limit.burst)
        guard level >= 1 else { return max(1, Int(((1 - level) / limit.perSecond).rounded(.up))) }
        bucket = Bucket(level: level - 1, time: now)
        return nil
    }

    /// Forgets the full buckets, once a second at the most: a flood of new addresses mustn't make each call search them all.
    private func sweep(_ state: inout State, _ now: Duration) {
        if let last = state.lastSweep, now - last < .seconds(1) { return }
        state.lastSweep = now
        state.buckets = state.buckets.filter { level(of: $0.value, now) < Double(limit.burst) }
    }
}
