/// Something that is wrong with a public key, found from its public numbers alone.
public struct WeakKeyFinding: Sendable, Hashable, CustomStringConvertible {
    /// What kind of weakness it is, for a program to decide by.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        /// The words of the code, joined by hyphens: `close-primes`.
        public let description: String

        /// A check of one's own gives a code of its own.
        public init(_ description: String) { self.description = description }
    }

    /// How bad it is.
    public enum Severity: String, Sendable, Hashable, Comparable, CustomStringConvertible {
        /// Nothing is wrong, but it may surprise.
        case note
        /// The key falls short of what is asked of one today, or looks as if it weren't random.
        case warning
        /// Whoever has the public key can compute the private one, or the key is none.
        case critical

        public var description: String { rawValue }

        public static func < (one: Severity, other: Severity) -> Bool { one.rank < other.rank }

        private var rank: Int {
            switch self {
            case .note: 0
            case .warning: 1
            case .critical: 2
            }
        }
    }

    /// What kind of weakness it is.
    public let code: Code
    /// How bad it is.
    public let severity: Severity
    /// Whole sentences for the person: what it is, why it matters, what to do.
    public let message: String

    public init(_ code: Code, _ severity: Severity, _ message: String) {
        self.code = code
        self.severity = severity
        self.message = message
    }

    public var description: String { message }
}
