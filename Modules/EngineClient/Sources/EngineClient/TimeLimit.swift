import Synchronization

/// When a wait ends: at one instant, or a while after the last sign of life.
final class TimeLimit: Sendable {
    private let gap: Duration
    private let end: Mutex<ContinuousClock.Instant>

    /// A limit that ``extend()`` moves.
    init(after gap: Duration) {
        self.gap = gap
        end = Mutex(.now + gap)
    }

    /// A limit that stays where it is.
    init(at instant: ContinuousClock.Instant) {
        gap = .zero
        end = Mutex(instant)
    }

    /// Something has arrived: the wait begins anew.
    func extend() {
        end.withLock { $0 = max($0, .now + gap) }
    }

    /// Returns when the limit has passed.
    private func pass() async throws {
        while true {
            let instant = end.withLock { $0 }
            if instant <= .now { return }
            try await Task.sleep(until: instant, clock: .continuous)
        }
    }

    /// Runs `body` and cancels it when the limit passes.
    ///
    /// - Throws: ``TimeLimitPassed``, or what `body` throws.
    func enforce<R: Sendable>(_ body: @escaping @Sendable () async throws -> R) async throws -> R {
        try await withThrowingTaskGroup(of: R.self) { group in
            group.addTask(operation: body)
            group.addTask {
                try await self.pass()
                throw TimeLimitPassed()
            }
            defer { group.cancelAll() }
            guard let result = try await group.next() else { throw CancellationError() }
            return result
        }
    }
}

/// What a wait that has lasted too long ends with.
struct TimeLimitPassed: Error {}
