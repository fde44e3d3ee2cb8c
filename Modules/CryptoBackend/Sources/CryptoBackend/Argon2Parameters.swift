/// The variant and the costs of Argon2, version 1.3 (RFC 9106 §3.1).
public struct Argon2Parameters: Sendable, Hashable, CustomStringConvertible {
    /// The three functions, by what their memory accesses depend on (RFC 9106 §1).
    public enum Variant: String, Sendable, Hashable {
        case argon2d = "Argon2d"
        case argon2i = "Argon2i"
        case argon2id = "Argon2id"
    }

    /// Which of the three functions.
    public var variant: Variant
    /// m, the memory in KiB.
    public var memory: Int
    /// t, the number of passes over the memory.
    public var passes: Int
    /// p, the number of lanes.
    public var parallelism: Int

    public init(variant: Variant, memory: Int, passes: Int, parallelism: Int) {
        self.variant = variant
        self.memory = memory
        self.passes = passes
        self.parallelism = parallelism
    }

    public var description: String { "\(variant.rawValue) with \(memory) KiB, \(passes) passes and \(parallelism) lanes" }
}
