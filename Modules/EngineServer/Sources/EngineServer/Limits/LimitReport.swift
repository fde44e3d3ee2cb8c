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

    /// A call was refused, which is counted, too.
    ///
    /// - Parameter limit: Which one, as the metrics name it.
    /// - Throws: `EngineFailure` with 503 where the line can't be written.
    func refused(_ request: Request, of client: ClientAddress, by limit: String, _ context: EngineRequestContext) throws(EngineFailure) {
        metrics.limitHit(limit)
        guard lines.admit(client, now: clock.monotonic()) == nil else { return }
        let isChallenge = EnginePath.challenge.hasPrefix(request.uri.path)
        try audit.record(context.event(isChallenge ? .challengeRefused : .limitHit, reason: "too many \(limit)"))
    }

    /// A connection was closed, or not taken: nobody waits for an answer who could be told that the line can't be written.
    ///
    /// - Parameter reason: What happened to it.
    func refused(connectionOf client: ClientAddress, reason: String) {
        guard lines.admit(client, now: clock.monotonic()) == nil else { return }
        try? audit.record(AuditEvent(.limitHit, address: client.description, reason: "too many connections: \(reason)"))
    }
}
