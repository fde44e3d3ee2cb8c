/// How long a client must wait that fails again and again to sign in.
public struct FailureLimit: Sendable, Hashable {
    /// How many failures cost nothing.
    public var free: Int
    /// How long the first one costs that does; each further one costs twice as long as the one before.
    public var firstDelay: Duration
    /// The longest that one costs.
    public var longestDelay: Duration

    public init(free: Int, firstDelay: Duration, longestDelay: Duration) {
        self.free = free
        self.firstDelay = firstDelay
        self.longestDelay = longestDelay
    }

    /// 20 for nothing, then from one second to five minutes.
    public static let standard = FailureLimit(free: 20, firstDelay: .seconds(1), longestDelay: .seconds(300))
}
