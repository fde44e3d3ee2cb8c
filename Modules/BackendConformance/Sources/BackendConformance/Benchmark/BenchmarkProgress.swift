/// How far a benchmark is: what its callback gets after each round.
public struct BenchmarkProgress: Sendable {
    /// What the backends are being timed at.
    public let task: BenchmarkTask
    /// The part of the whole that is done, 0 to 1.
    public let fraction: Double
}
