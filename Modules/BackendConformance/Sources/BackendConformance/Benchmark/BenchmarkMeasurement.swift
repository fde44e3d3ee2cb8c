/// How long one backend takes for one task.
public struct BenchmarkMeasurement: Sendable, Hashable {
    /// The backend's name.
    public let backend: String
    /// The median of the times of one operation.
    public let median: Duration
    /// How often it was timed.
    public let runs: Int

    /// - Parameter times: The times of one operation, at least one, in any order.
    init(backend: String, times: [Duration]) {
        let sorted = times.sorted()
        let middle = sorted.count / 2
        self.backend = backend
        median = sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
        runs = times.count
    }
}
