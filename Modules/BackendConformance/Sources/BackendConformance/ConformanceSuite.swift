import CryptoBackend

/// The cases that a backend must pass, and their runner. It needs no test framework.
///
/// ```swift
/// let report = await ConformanceSuite.standard().run(on: backend)
/// print(report.text)
/// exit(report.hasPassed ? 0 : 1)
/// ```
public struct ConformanceSuite: Sendable {
    /// The cases in the order in which they run.
    public let cases: [ConformanceCase]

    /// Published vectors that no case was made of.
    public let uncovered: [UncoveredVectors]

    /// A suite of cases of your own, or of some of the standard ones.
    ///
    /// - Parameters:
    ///   - cases: Their ids must differ; two alike are a programming error and trap.
    ///   - uncovered: What the report is to name as not covered.
    public init(cases: [ConformanceCase], uncovered: [UncoveredVectors] = []) {
        var seen: Set<String> = []
        for testCase in cases {
            precondition(seen.insert(testCase.id).inserted, "two conformance cases are called \(testCase.id)")
        }
        self.cases = cases
        self.uncovered = uncovered
    }

    /// The built-in cases.
    ///
    /// - Parameter includingSlowCases: Also what takes minutes: generation of 3072 and 4096 bits, primality of the largest keys, the RFCs'
    ///   costliest key derivations (one needs 1 GiB of memory).
    public static func standard(includingSlowCases: Bool = false) -> ConformanceSuite {
        let all =
            GenerationCases.all() + KeyCheckCases.all() + SigningCases.all() + VerifyingCases.all() + DigestCases.all() + MACCases.all()
            + KeyDerivationCases.all() + CipherCases.all() + RandomnessCases.all() + ConcurrencyCases.all() + CapabilityCases.all()
            + ErrorCases.all()
        return ConformanceSuite(cases: includingSlowCases ? all : all.filter { !$0.isSlow })
    }

    /// The suite's cases of these groups.
    public func selecting(_ groups: Set<ConformanceGroup>) -> ConformanceSuite {
        ConformanceSuite(cases: cases.filter { groups.contains($0.group) }, uncovered: uncovered)
    }

    /// The suite's cases and another one's after them.
    public func adding(_ other: ConformanceSuite) -> ConformanceSuite {
        ConformanceSuite(cases: cases + other.cases, uncovered: uncovered + other.uncovered)
    }

    /// Runs every case on a backend, one after the other.
    ///
    /// - Parameter progress: Called after each case.
    public func run(
        on backend: any CryptoBackend, progress: @Sendable (ConformanceProgress) -> Void = { _ in }
    ) async -> ConformanceReport {
        var counter = RunCounter(total: cases.count)
        return await judge(backend, &counter, progress).report
    }

    /// Runs every case on each backend, and where there are several compares what they answered.
    ///
    /// - Parameters:
    ///   - backends: At least one. Their names must differ.
    ///   - progress: Called after each case.
    public func run(
        on backends: [any CryptoBackend], progress: @Sendable (ConformanceProgress) -> Void = { _ in }
    ) async -> ConformanceRun {
        let comparison = backends.count > 1 ? Comparison(of: backends, by: self) : nil
        var counter = RunCounter(total: cases.count * backends.count + (comparison?.count ?? 0))
        var reports: [ConformanceReport] = []
        var answers: [[String: ConformanceCase.Answer]] = []
        for backend in backends {
            let judged = await judge(backend, &counter, progress)
            reports.append(judged.report)
            answers.append(judged.answers)
        }
        return ConformanceRun(reports: reports, comparison: await comparison?.report(on: answers, &counter, progress), uncovered: uncovered)
    }

    /// Asks a backend every case, and keeps what it answered to those that have one right answer.
    private func judge(
        _ backend: any CryptoBackend, _ counter: inout RunCounter, _ progress: @Sendable (ConformanceProgress) -> Void
    ) async -> (report: ConformanceReport, answers: [String: ConformanceCase.Answer]) {
        var answers: [String: ConformanceCase.Answer] = [:]
        var results: [ConformanceResult] = []
        for testCase in cases {
            let start = counter.clock.now
            let (outcome, answer) = await testCase.judgement(of: backend)
            answers[testCase.id] = answer
            results.append(testCase.result(outcome, took: start.duration(to: counter.clock.now)))
            progress(counter.counted(results[results.count - 1], of: [backend.information]))
        }
        return (ConformanceReport(backends: [backend.information], results: results, uncovered: uncovered), answers)
    }
}

/// How far a run is.
struct RunCounter {
    let clock = ContinuousClock()
    private let total: Int
    private var completed = 0

    init(total: Int) { self.total = total }

    /// Counts one more case.
    mutating func counted(_ result: ConformanceResult, of backends: [BackendInformation]) -> ConformanceProgress {
        completed += 1
        let names = backends.map(\.name).joined(separator: " and ")
        return ConformanceProgress(completed: completed, total: total, backends: names, latest: result)
    }
}
