/// What the suite found on one backend or several, and how those differ.
public struct ConformanceRun: Sendable {
    /// A report for each backend, in the order in which they ran.
    public let reports: [ConformanceReport]
    /// Where the backends differ; nil if only one ran.
    public let comparison: ConformanceReport?
    /// Published vectors that no backend could be asked about.
    public let uncovered: [UncoveredVectors]

    /// True if no case failed on any backend, and they don't differ.
    public var hasPassed: Bool { all.allSatisfy(\.hasPassed) }

    /// The counts of all reports together.
    public var counts: ConformanceReport.Counts { all.map(\.counts).reduce(ConformanceReport.Counts(), +) }

    private var all: [ConformanceReport] { reports + (comparison.map { [$0] } ?? []) }

    /// The reports for people, one after the other, as ``ConformanceReport/text`` has them.
    public var text: String {
        (all.map(\.ownText) + (uncovered.isEmpty ? [] : [uncovered.text])).joined(separator: "\n")
    }

    /// One JSON object (RFC 8259), its reports as ``ConformanceReport/json`` has them:
    ///
    /// ```json
    /// {"passed": 1, "failed": 1, "unsupported": 1, "reports": [{…}, …], "comparison": {…},
    ///  "notCovered": [{"file": …, "vectors": …, "reason": …}]}
    /// ```
    ///
    /// `comparison` is null if only one backend ran.
    public var json: String {
        """
        {
        \(counts.jsonMembers),
        "reports": [
        \(reports.map(\.jsonObject).joined(separator: ",\n"))
        ],
        "comparison": \(comparison?.jsonObject ?? "null"),
        "notCovered": \(uncovered.jsonArray)
        }

        """
    }

    /// One JUnit XML document: a test suite for each backend and group, one for each group of the comparison, and one in which what isn't
    /// covered is skipped.
    public var junitXML: String {
        JUnitDocument(suites: all.flatMap(\.junitSuites) + uncovered.junitSuites).text
    }
}
