/// How many calls of the public paths a client may make.
public struct RateLimit: Sendable, Hashable {
    /// How many at once, after a rest.
    public let burst: Int
    /// How many a second in the long run.
    public let perSecond: Double

    public init(burst: Int, perSecond: Double) {
        precondition(burst >= 1 && perSecond > 0, "a limit that lets nothing pass is no limit")
        self.burst = burst
        self.perSecond = perSecond
    }

    /// 300 at once and 30 a second: far above what people and scripts need to sign in, far below what keeps a processor busy.
    public static let generous = RateLimit(burst: 300, perSecond: 30)
}
