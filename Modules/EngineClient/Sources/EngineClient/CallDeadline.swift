/// The deadline over everything that one call does.
enum CallDeadline {
    /// When the call must be over that runs in this task; nil for never.
    @TaskLocal static var end: ContinuousClock.Instant?

    /// Runs a call, the whole of it, and cancels it when its time is over. A call within a call has what is left of the outer one's time.
    static func enforce<R: Sendable>(
        _ configuration: ClientConfiguration, on address: EngineAddress, _ body: @escaping @Sendable () async throws -> R
    ) async throws(EngineClientError) -> R {
        do {
            guard let deadline = configuration.deadline, end == nil else { return try await body() }
            let end = (configuration.deadlineStart ?? .now) + deadline
            return try await $end.withValue(end) { try await TimeLimit(at: end, timers: configuration.eventLoops).enforce(body) }
        } catch is TimeLimitPassed {
            let limit = inWords(configuration.deadline ?? .zero)
            throw EngineClientError(
                .timedOut, "\(address) wasn't done within \(limit), the time limit for everything: try again, or allow more time")
        } catch is CancellationError {
            throw EngineClientError(.cancelled, "cancelled")
        } catch {
            throw error as? EngineClientError ?? EngineClientError(.answerUnreadable, "\(error)", underlying: error)
        }
    }

    /// Whether a pause ends before the deadline does.
    static func allows(_ pause: Duration) -> Bool {
        end.map { ContinuousClock.now + pause < $0 } ?? true
    }
}
