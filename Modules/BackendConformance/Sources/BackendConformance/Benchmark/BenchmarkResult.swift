/// How long backends take for one task, side by side.
public struct BenchmarkResult: Sendable, Hashable {
    /// What they were timed at.
    public let task: BenchmarkTask
    /// One for each backend that can do it, in the order in which the backends were given.
    public let measurements: [BenchmarkMeasurement]
    /// The backend that was given first, with which the others are compared.
    let first: String

    /// The time of a backend.
    ///
    /// - Returns: nil where the backend can't do it.
    public func measurement(of backend: String) -> BenchmarkMeasurement? {
        measurements.first { $0.backend == backend }
    }

    /// How many times as long as the first one a backend takes.
    ///
    /// - Returns: nil where one of the two can't do it.
    public func ratio(of backend: String) -> Double? {
        guard let own = measurement(of: backend), let other = measurement(of: first) else { return nil }
        return own.median / other.median
    }
}
