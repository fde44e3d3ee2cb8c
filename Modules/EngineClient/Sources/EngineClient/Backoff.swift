import EngineAPI

/// When a call that changes nothing is made again, and after which pause.
struct Backoff: Sendable {
    private var remaining: Int
    private var longest = Duration.milliseconds(200)
    /// The longest pause that the engine may ask for.
    private let patience: Duration

    init(repetitions: Int, patience: Duration) {
        remaining = repetitions
        self.patience = patience
    }

    /// The pause before the next attempt; nil where there is none.
    ///
    /// It is drawn from the upper half of a length that doubles, so that clients who failed together don't come back together.
    mutating func pause(after error: EngineClientError) -> Duration? {
        guard remaining > 0, error.isTransient else { return nil }
        remaining -= 1
        let own = longest * Double.random(in: 0.5...1)
        longest *= 2
        let pause = max(own, error.retryAfter ?? .zero)
        return pause <= patience && CallDeadline.allows(pause) ? pause : nil
    }
}

extension EngineClientError {
    /// True where the same call may succeed a little later: nothing was answered, or the engine, or what is before it, had no time.
    fileprivate var isTransient: Bool {
        if status == 429 || status == 503 { return true }
        return code == .unreachable && underlying.map(ConnectionFailures.isClosedEarly) == true
    }
}
