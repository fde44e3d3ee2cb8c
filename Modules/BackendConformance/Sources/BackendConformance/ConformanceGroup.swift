/// What a conformance case is about.
public enum ConformanceGroup: String, Sendable, Hashable, CaseIterable, CustomStringConvertible {
    case generation
    case keyCheck = "key check"
    case signing
    case verifying
    case digests
    case macs = "MACs"
    case keyDerivation = "KDFs"
    case ciphers
    case randomness
    case concurrency = "handles under concurrency"
    case capabilities
    case errors

    public var description: String { rawValue }
}
