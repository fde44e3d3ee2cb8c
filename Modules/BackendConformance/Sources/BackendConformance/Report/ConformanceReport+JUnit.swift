import CryptoBackend

extension ConformanceReport {
    /// The report as JUnit XML, as continuous integration servers read it: a test suite for each group; what isn't supported and what isn't
    /// covered is skipped.
    public var junitXML: String { JUnitDocument(suites: junitSuites + uncovered.junitSuites).text }

    /// A test suite for each group, with the backend's name in front.
    var junitSuites: [JUnitDocument.Suite] {
        let names = backends.map(\.name).joined(separator: "+")
        return groups.map { group in
            JUnitDocument.Suite(
                name: "\(names): \(group.rawValue)",
                cases: results.filter { $0.group == group }.map { result in
                    JUnitDocument.Case(
                        classname: "\(names).\(group.rawValue)", name: result.id, duration: result.duration,
                        outcome: junitOutcome(of: result))
                })
        }
    }

    private func junitOutcome(of result: ConformanceResult) -> JUnitDocument.Outcome {
        switch result.outcome {
        case .passed: .passed
        case .failed(let reason): .failed(message: reason, details: result.source)
        case .unsupported(let operation, let reason): .skipped(message: "\(operation)" + (reason.map { ": \($0)" } ?? ""))
        }
    }
}

extension [UncoveredVectors] {
    /// A test suite with a skipped case for each entry, or none.
    var junitSuites: [JUnitDocument.Suite] {
        guard !isEmpty else { return [] }
        let cases = map { entry in
            JUnitDocument.Case(
                classname: "published vectors", name: "\(entry.file): \(entry.reason)", duration: .zero,
                outcome: .skipped(message: "\(entry.count) vectors: \(entry.reason)"))
        }
        return [JUnitDocument.Suite(name: "not covered", cases: cases)]
    }
}
