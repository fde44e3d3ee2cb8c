import WeakKeys

/// Something to be said about a key, as `--json` prints it too.
struct KeyRemark: Sendable, Encodable {
    /// No more other keys than these are named.
    static let namedKeys = 100

    /// A word for programs: `small-modulus`.
    let code: String
    let severity: String
    /// Whole sentences.
    let message: String
    /// The other keys that it is about, the first ``namedKeys`` of them.
    let others: [String]?
    /// How many other keys it is about.
    let otherCount: Int?

    init(_ code: String, _ severity: WeakKeyFinding.Severity, _ message: String) {
        self.code = code
        self.severity = severity.description
        self.message = message
        others = nil
        otherCount = nil
    }

    init(_ finding: WeakKeyFinding) {
        self.init(finding.code.description, finding.severity, finding.message)
    }

    /// - Parameter others: The first of the other keys' names.
    init(_ finding: WeakKeyFinding, others: [String], of count: Int) {
        code = finding.code.description
        severity = finding.severity.description
        message = finding.message
        self.others = others
        otherCount = count
    }

    var isCritical: Bool { severity == WeakKeyFinding.Severity.critical.description }

    /// The remark on one line: `warning: The key …`.
    var line: String {
        let named = (others ?? []).prefix(8)
        guard let otherCount, !named.isEmpty else { return "\(severity): \(message)" }
        let rest = otherCount > named.count ? " and \(otherCount - named.count) more" : ""
        return "\(severity): \(message) (\(named.joined(separator: ", "))\(rest))"
    }
}
