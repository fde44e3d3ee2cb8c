/// Why a backend doesn't conform: what a case's check throws.
public struct ConformanceFailure: Error, Sendable, CustomStringConvertible {
    /// What was expected and what came instead, in words.
    public let reason: String

    public init(_ reason: String) {
        self.reason = reason
    }

    public var description: String { reason }
}

/// Throws a ``ConformanceFailure`` unless the condition holds.
func expect(_ condition: Bool, _ reason: @autoclosure () -> String) throws(ConformanceFailure) {
    guard condition else { throw ConformanceFailure(reason()) }
}
