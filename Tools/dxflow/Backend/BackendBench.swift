import ArgumentParser
import BackendConformance
import CryptoBackend

/// `dxflow backend bench`: times the backends.
struct BackendBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Time how long backends take to sign, to verify and to make keys.",
        discussion: """
            The backends take turns, and the median of the times is shown; behind it stands how many times as long as the first backend it is. \
            Finding primes takes luck: the times of making keys vary widely, unless you give it long.
            """)

    @OptionGroup var globals: GlobalOptions
    @OptionGroup var selection: BackendNames

    @Option(help: "How long to take for all of it, in seconds, 1 to 3600. Everything is done at least once.")
    var seconds = 30

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (1...3600).contains(seconds) else { throw ValidationError("--seconds takes 1 to 3600, not \(seconds).") }
    }

    func run() throws {
        let backends = try selection.backends(globals)
        let names = backends.map(\.information.name)
        let bar = ProgressBar()
        let results = try BackendBenchmark(time: .seconds(seconds)).run(on: backends) { progress in
            bar?.show("\(progress.task)", Int(progress.fraction * 1000), of: 1000)
        }
        bar?.clear()
        try output.print(results.map { Row($0, names) }) {
            let table = Table(
                headings: ["OPERATION"] + names.map { $0.uppercased() },
                rows: results.map { result in
                    ["\(result.task)"] + names.map { Self.cell(result, $0, isFirst: $0 == names.first) }
                })
            return table.lines()
        }
    }

    /// The time of one backend, and the ratio to the first.
    private static func cell(_ result: BenchmarkResult, _ name: String, isFirst: Bool) -> String {
        guard let measurement = result.measurement(of: name) else { return "-" }
        let ratio = isFirst ? nil : result.ratio(of: name)
        return time(measurement.median) + (ratio.map { "  ×\(digits($0))" } ?? "")
    }

    private static func time(_ duration: Duration) -> String {
        let seconds = duration / .seconds(1)
        return switch seconds {
        case ..<0.001: "\(digits(seconds * 1e6)) µs"
        case ..<1: "\(digits(seconds * 1e3)) ms"
        default: "\(digits(seconds)) s"
        }
    }

    /// The number with three digits that count, or all of those before the point.
    private static func digits(_ number: Double) -> String {
        let scale: Double = number < 9.995 ? 100 : number < 99.95 ? 10 : 1
        let rounded = Int((number * scale).rounded())
        guard scale > 1 else { return "\(rounded)" }
        let fraction = String(rounded % Int(scale))
        return "\(rounded / Int(scale))." + String(repeating: "0", count: (scale == 100 ? 2 : 1) - fraction.count) + fraction
    }

    /// The times of all backends for one thing.
    private struct Row: Encodable {
        let operation: String
        let bits: Int
        let backends: [Time]

        struct Time: Encodable {
            let name: String
            /// nil where the backend can't do it.
            let medianSeconds: Double?
            let runs: Int
            let ratio: Double?
        }

        init(_ result: BenchmarkResult, _ names: [String]) {
            operation = result.task.operation.rawValue
            bits = result.task.bits
            backends = names.map { name in
                let measurement = result.measurement(of: name)
                return Time(
                    name: name, medianSeconds: measurement.map { $0.median / .seconds(1) }, runs: measurement?.runs ?? 0,
                    ratio: result.ratio(of: name))
            }
        }
    }
}
