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

    /// A suite of cases of your own, or of some of the standard ones.
    ///
    /// - Parameter cases: Their ids must differ; two alike are a programming error and trap.
    public init(cases: [ConformanceCase]) {
        var seen: Set<String> = []
        for testCase in cases {
            precondition(seen.insert(testCase.id).inserted, "two conformance cases are called \(testCase.id)")
        }
        self.cases = cases
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
        ConformanceSuite(cases: cases.filter { groups.contains($0.group) })
    }

    /// Runs every case on a backend, one after the other.
    ///
    /// - Parameter progress: Called after each case.
    public func run(
        on backend: any CryptoBackend, progress: @Sendable (ConformanceProgress) -> Void = { _ in }
    ) async -> ConformanceReport {
        await ConformanceSuite.results(
            of: cases.map { testCase in (testCase, { await testCase.outcome(on: backend) }) }, backends: [backend], progress: progress)
    }

    /// Runs cases that may concern several backends, and times them.
    static func results(
        of runs: [(ConformanceCase, @Sendable () async -> ConformanceOutcome)], backends: [any CryptoBackend],
        progress: @Sendable (ConformanceProgress) -> Void
    ) async -> ConformanceReport {
        let clock = ContinuousClock()
        var results: [ConformanceResult] = []
        for (testCase, run) in runs {
            let start = clock.now
            let outcome = await run()
            let result = ConformanceResult(
                id: testCase.id, group: testCase.group, source: testCase.source, outcome: outcome, duration: start.duration(to: clock.now))
            results.append(result)
            progress(ConformanceProgress(completed: results.count, total: runs.count, latest: result))
        }
        return ConformanceReport(backends: backends.map(\.information), results: results)
    }
}
