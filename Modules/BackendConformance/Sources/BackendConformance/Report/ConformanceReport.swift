import CryptoBackend

/// What a run of the suite found.
public struct ConformanceReport: Sendable {
    /// The backend that ran, or those that were compared.
    public let backends: [BackendInformation]
    /// Every case, in the suite's order.
    public let results: [ConformanceResult]
    /// Published vectors that no case was made of.
    public let uncovered: [UncoveredVectors]

    /// How many cases ended in which way.
    public struct Counts: Sendable, Hashable {
        /// How many passed.
        public internal(set) var passed = 0
        /// How many failed.
        public internal(set) var failed = 0
        /// How many the backend couldn't be judged by, because it declares that it lacks what they need.
        public internal(set) var unsupported = 0

        static func + (left: Counts, right: Counts) -> Counts {
            Counts(
                passed: left.passed + right.passed, failed: left.failed + right.failed, unsupported: left.unsupported + right.unsupported)
        }
    }

    /// True if no case failed.
    public var hasPassed: Bool { failures.isEmpty }

    /// The cases that failed.
    public var failures: [ConformanceResult] { results.filter { $0.failure != nil } }

    /// The counts of all cases.
    public var counts: Counts { counts(of: results) }

    /// The counts of one group.
    public func counts(in group: ConformanceGroup) -> Counts {
        counts(of: results.filter { $0.group == group })
    }

    /// The groups that have cases here, in the suite's order.
    public var groups: [ConformanceGroup] {
        let present = Set(results.map(\.group))
        return ConformanceGroup.allCases.filter { present.contains($0) }
    }

    private func counts(of results: [ConformanceResult]) -> Counts {
        results.reduce(into: Counts()) { counts, result in
            switch result.outcome {
            case .passed: counts.passed += 1
            case .failed: counts.failed += 1
            case .unsupported: counts.unsupported += 1
            }
        }
    }

    /// The backends' names with their libraries, for a heading.
    var title: String {
        backends.map { "\($0.name) (\($0.library) \($0.version))" }.joined(separator: " and ") + (backends.count > 1 ? ", compared" : "")
    }
}

extension Duration {
    /// Seconds with three decimals.
    var secondsText: String {
        let milliseconds = components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
        let fraction = String(milliseconds % 1000)
        return "\(milliseconds / 1000).\(String(repeating: "0", count: 3 - fraction.count))\(fraction)"
    }
}
