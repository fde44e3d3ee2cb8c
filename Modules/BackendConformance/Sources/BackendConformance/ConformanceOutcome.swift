import CryptoBackend

/// What became of one case on one backend.
public enum ConformanceOutcome: Sendable, Hashable {
    case passed
    /// The reason says what was expected and what came instead.
    case failed(reason: String)
    /// The backend said that it hasn't the operation, and its call said the same.
    case unsupported(CryptoOperation, reason: String?)
}
