import CryptoBackend

/// Times backends at what takes them long: RSA.
///
/// The backends take turns, one operation each, and every other round in the opposite order: what slows the machine down for a while slows all
/// of them down. What counts is the median.
///
/// ```swift
/// for result in try BackendBenchmark().run(on: backends) {
///     for measurement in result.measurements { print(result.task, measurement.backend, measurement.median) }
/// }
/// ```
public struct BackendBenchmark: Sendable {
    /// More rounds than this make no median better.
    private static let mostRounds = 2000

    private let tasks: [BenchmarkTask]
    private let time: Duration

    /// - Parameters:
    ///   - tasks: What the backends are timed at.
    ///   - time: How long that may take in all. Every backend does everything once, however long that takes.
    public init(tasks: [BenchmarkTask] = BenchmarkTask.all, time: Duration = .seconds(30)) {
        self.tasks = tasks
        self.time = time
    }

    /// Times the backends.
    ///
    /// - Parameters:
    ///   - backends: At least one. Their names must differ.
    ///   - progress: Called after each round.
    /// - Throws: ``CryptoBackend/CryptoError`` that a backend throws, and `libraryFailure` where a backend's signature doesn't verify.
    public func run(
        on backends: [any CryptoBackend], progress: (BenchmarkProgress) -> Void = { _ in }
    ) throws(CryptoError) -> [BenchmarkResult] {
        let clock = ContinuousClock()
        let whole = tasks.reduce(0) { $0 + $1.weight }
        var done = 0
        var results: [BenchmarkResult] = []
        for task in tasks {
            var contenders: [Contender] = []
            for backend in backends where backend.supports(task.needed) {
                contenders.append(Contender(name: backend.information.name, operation: try task.prepared(on: backend)))
            }
            let share = time * task.weight / whole
            let start = clock.now
            var rounds = 0
            while !contenders.isEmpty, rounds == 0 || (rounds < BackendBenchmark.mostRounds && start.duration(to: clock.now) < share) {
                for index in contenders.indices {
                    try contenders[rounds % 2 == 0 ? index : contenders.count - 1 - index].run(times: task.batch, clock)
                }
                rounds += 1
                let part = share > .zero ? min(start.duration(to: clock.now) / share, 1) : 1
                progress(BenchmarkProgress(task: task, fraction: (Double(done) + part * Double(task.weight)) / Double(whole)))
            }
            done += task.weight
            results.append(
                BenchmarkResult(
                    task: task, measurements: contenders.map { BenchmarkMeasurement(backend: $0.name, times: $0.times) },
                    first: backends.first?.information.name ?? ""))
        }
        return results
    }

    /// A backend that is timed at one task.
    private struct Contender {
        let name: String
        let operation: () throws(CryptoError) -> Void
        var times: [Duration] = []

        mutating func run(times count: Int, _ clock: ContinuousClock) throws(CryptoError) {
            let start = clock.now
            for _ in 0..<count { try operation() }
            times.append(start.duration(to: clock.now) / count)
        }
    }
}
