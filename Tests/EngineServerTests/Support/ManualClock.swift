import EngineServer
import Synchronization

/// Clocks that a test sets.
final class ManualClock: Sendable {
    private let state = Mutex((monotonic: Duration.zero, milliseconds: Int64(1_700_000_000_000)))

    var clock: EngineClock {
        EngineClock(
            monotonic: { self.state.withLock { $0.monotonic } },
            millisecondsSince1970: { self.state.withLock { $0.milliseconds } })
    }

    /// Lets both clocks go on.
    func advance(seconds: Int64) {
        state.withLock {
            $0.monotonic += .seconds(seconds)
            $0.milliseconds += seconds * 1000
        }
    }

    /// Sets the time of day alone, as an administrator does.
    func setTimeOfDay(seconds: Int64) {
        state.withLock { $0.milliseconds = seconds * 1000 }
    }
}
