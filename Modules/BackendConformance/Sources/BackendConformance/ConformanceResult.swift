/// One line of a report: a case and what became of it.
public struct ConformanceResult: Sendable {
    /// The case's id.
    public let id: String
    /// What the case is about.
    public let group: ConformanceGroup
    /// Where the vector, or the rule, stands.
    public let source: String
    /// How it ended.
    public let outcome: ConformanceOutcome
    /// The wall time that the case took.
    public let duration: Duration

    /// Why the backend failed the case, or nil if it didn't.
    public var failure: String? {
        if case .failed(let reason) = outcome { reason } else { nil }
    }
}
