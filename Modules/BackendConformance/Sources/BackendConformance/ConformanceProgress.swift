/// How far a run is: what its callback gets after each case.
public struct ConformanceProgress: Sendable {
    /// How many cases are done.
    public let completed: Int
    /// How many cases the run has, with each backend counted and their comparison.
    public let total: Int
    /// The backend that was asked, or those that were compared: `openssl`, `openssl and gcrypt`.
    public let backends: String
    /// The case that has just ended.
    public let latest: ConformanceResult
}
