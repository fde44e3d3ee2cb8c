/// Whether a backend can do an operation.
public enum OperationSupport: Sendable, Hashable {
    /// With these parameters, it can.
    case supported
    /// Not at all, or not with these parameters: the reason says which, in words, where there is one.
    case unsupported(reason: String?)
}
