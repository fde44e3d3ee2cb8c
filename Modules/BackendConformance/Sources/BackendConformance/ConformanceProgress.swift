/// How far a run is: what its callback gets after each case.
public struct ConformanceProgress: Sendable {
    /// How many cases are done.
    public let completed: Int
    /// How many cases the run has.
    public let total: Int
    /// The case that has just ended.
    public let latest: ConformanceResult
}
