import EngineAPI
import HTTPTypes
import Hummingbird

/// Tells of calls and connections that were refused because there were too many: the audit log gets a line for an address every ten seconds at
/// the most, for a flood of calls mustn't be one of lines.
struct LimitReport: Sendable {
    let metrics: EngineMetrics
    let audit: AuditLog
    let clock: EngineClock
    private let lines = RateLimiter(limit: RateLimit(burst: 1, perSecond: 0.1))

    init(metrics: EngineMetrics, audit: AuditLog, clock: EngineClock) {
        self.metrics = metrics
        self.audit = audit
        self.clock = clock
    }

    /// The refusal of a call, which is counted, too.
    ///
    /// - Parameters:
    ///   - limit: Which one it is, as the metrics name it.
    ///   - seconds: When the call may be made again.
    /// - Throws: `EngineFailure` with 503 where the line can't be written.
    func refusal(
        of request: Request, from client: ClientAddress, by limit: String, for seconds: Int, _ context: EngineRequestContext
    ) throws(EngineFailure) -> RateLimited {
        metrics.limitHit(limit)
        if lines.admit(client, now: clock.monotonic()) == nil {
            let isChallenge = EnginePath.challenge.hasPrefix(request.uri.path)
            try audit.record(context.event(isChallenge ? .challengeRefused : .limitHit, reason: "too many \(limit)"))
        }
        return RateLimited(seconds: seconds)
    }

    /// A connection was closed, or not taken: nobody waits for an answer who could be told that the line can't be written.
    ///
    /// - Parameter reason: What happened to it.
    func refused(connectionOf client: ClientAddress, reason: String) {
        guard lines.admit(client, now: clock.monotonic()) == nil else { return }
        try? audit.record(AuditEvent(.limitHit, address: client.description, reason: "too many connections: \(reason)"))
    }
}
