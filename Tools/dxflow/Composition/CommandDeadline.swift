import Dispatch
import EngineAPI
import EngineClient
import SSHAgent
import Synchronization

/// When the whole command must be over, as `--timeout` says.
enum CommandDeadline {
    private static let shared = Mutex<(timeout: GoDuration, instant: ContinuousClock.Instant)?>(nil)
    /// What a command gets beyond its time to end by itself, in better words.
    private static let grace = Duration.milliseconds(250)

    /// When that is; nil where there is no limit.
    static var instant: ContinuousClock.Instant? { shared.withLock { $0?.instant } }

    /// The limit as it was given, and the moment from which it counts.
    static var limit: (length: Duration, start: ContinuousClock.Instant)? {
        shared.withLock { $0.map { ($0.timeout.duration, $0.instant - $0.timeout.duration) } }
    }

    /// Sets the limit, counted from now.
    static func set(_ timeout: GoDuration) { shared.withLock { $0 = (timeout, .now + timeout.duration) } }

    /// Nothing is ended any more, because everything is over.
    static func lift() { shared.withLock { $0 = nil } }

    /// What is to be said behind an error about an agent that had less time than it might have had otherwise.
    static func remark(on error: any Error) -> String {
        guard let (timeout, instant) = shared.withLock({ $0 }),
            ((error as? EngineClientError)?.underlying as? SSHAgentError)?.code == .timedOut,
            instant - .now < grace
        else { return "" }
        return "; the time limit of \(timeout) (--timeout) has passed"
    }

    /// From now on the program is ended if it isn't over in time, whatever it waits for.
    static func enforce() {
        guard let (timeout, instant) = shared.withLock({ $0 }) else { return }
        let (seconds, attoseconds) = (instant + grace - .now).components
        DispatchQueue.global().asyncAfter(deadline: .now() + Double(seconds) + Double(attoseconds) * 1e-18) {
            guard shared.withLock({ $0 }) != nil else { return }
            endProgram(with: 1) {
                TerminalGuardian.restore()
                Console.current.error("the time limit of \(timeout) (--timeout) passed before this was done")
            }
        }
    }
}
