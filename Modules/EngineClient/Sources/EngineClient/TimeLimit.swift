import NIOCore
import Synchronization

/// When a wait ends: at one instant, or a while after the last sign of life.
final class TimeLimit: Sendable {
    private struct State {
        var end: ContinuousClock.Instant
        /// Whether it is this side that takes its time.
        var isHeld = false
    }

    private let gap: Duration
    private let extends: Bool
    private let timers: any EventLoopGroup
    private let state: Mutex<State>

    /// - Parameters:
    ///   - gap: How long the wait may be.
    ///   - extends: Whether ``extend()`` and ``held(_:)`` move the limit.
    ///   - timers: The event loops that wait for it.
    init(after gap: Duration, extends: Bool, timers: any EventLoopGroup) {
        self.gap = gap
        self.extends = extends
        self.timers = timers
        state = Mutex(State(end: .now + gap))
    }

    /// A limit that stays where it is.
    init(at instant: ContinuousClock.Instant, timers: any EventLoopGroup) {
        gap = .zero
        extends = false
        self.timers = timers
        state = Mutex(State(end: instant))
    }

    /// Something has arrived: the wait begins anew.
    func extend() {
        guard extends else { return }
        state.withLock { $0.end = max($0.end, .now + gap) }
    }

    /// Runs `body`, which waits for something else; the wait begins anew after it.
    func held(_ body: () async throws -> Void) async rethrows {
        guard extends else { return try await body() }
        state.withLock { $0.isHeld = true }
        defer { state.withLock { $0 = State(end: .now + gap) } }
        try await body()
    }

    /// Returns when the limit has passed.
    private func pass() async throws {
        while true {
            // A wait that is held can't end earlier than it would if it were begun anew at this moment.
            let end = state.withLock { $0.isHeld ? .now + gap : $0.end }
            if end <= .now { return }
            // Not Task.sleep, which would bring threads of its own into a program that has its connections' loops.
            let timer = timers.any().scheduleTask(in: TimeAmount(end - .now)) {}
            try await withTaskCancellationHandler {
                do { try await timer.futureResult.get() } catch { throw CancellationError() }
            } onCancel: {
                timer.cancel()
            }
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
