/// How far the requests of one connection have come, and by when they must come further. It knows no sockets; all times are those of one
/// monotonic clock.
struct RequestProgress: Sendable {
    /// What a client takes too long with.
    enum Delay: Sendable, Hashable { case nothingAsked, header, body, takingTheAnswer }

    /// What is being read.
    private enum Part { case nothing, header(since: Duration), body(since: Duration) }

    private let limits: EngineLimits
    private var part = Part.nothing
    private var idleSince: Duration
    private var stuckSince: Duration?
    /// How many requests have been read whose answer hasn't been written.
    private(set) var unanswered = 0

    init(limits: EngineLimits, now: Duration) {
        self.limits = limits
        idleSince = now
    }

    /// Whether a request's body is being read.
    var isReadingBody: Bool { if case .body = part { true } else { false } }
    /// Whether a request has begun that can't be answered yet.
    var isReading: Bool { if case .nothing = part { false } else { true } }

    /// Bytes have come.
    mutating func received(_ now: Duration) { if case .nothing = part { part = .header(since: now) } }

    /// A header is complete.
    mutating func headerEnded(_ now: Duration) {
        part = .body(since: now)
        unanswered += 1
    }

    /// A request is complete.
    mutating func requestEnded() { part = .nothing }

    /// An answer has been written.
    mutating func answered(_ now: Duration) {
        unanswered = max(0, unanswered - 1)
        idleSince = now
        // Until now the next request may have had to wait for this answer.
        switch part {
        case .nothing: break
        case .header: part = .header(since: now)
        case .body: part = .body(since: now)
        }
    }

    /// The other end takes more of an answer, or takes none.
    mutating func answerFlows(_ flows: Bool, _ now: Duration) { stuckSince = flows ? nil : stuckSince ?? now }

    /// By when something must happen, and what the client takes too long with otherwise; nil while the engine has to do something.
    var deadline: (time: Duration, delay: Delay)? {
        if let stuckSince { return (stuckSince + limits.idleTime, .takingTheAnswer) }
        switch part {
        case .header(let since): return unanswered > 0 ? nil : (since + limits.headerTime, .header)
        case .body(let since): return unanswered > 1 ? nil : (since + limits.bodyTime, .body)
        case .nothing: return unanswered > 0 ? nil : (idleSince + limits.idleTime, .nothingAsked)
        }
    }
}
