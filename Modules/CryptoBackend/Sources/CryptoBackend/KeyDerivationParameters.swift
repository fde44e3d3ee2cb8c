/// The costs of scrypt (RFC 7914 §2).
public struct ScryptParameters: Sendable, Hashable, CustomStringConvertible {
    /// N, the cost in time and memory: a power of two above 1.
    public var cost: Int
    /// r, the size of a block in units of 128 bytes.
    public var blockSize: Int
    /// p, how often the mixing runs.
    public var parallelization: Int

    public init(cost: Int, blockSize: Int, parallelization: Int) {
        self.cost = cost
        self.blockSize = blockSize
        self.parallelization = parallelization
    }

    public var description: String { "scrypt with N=\(cost), r=\(blockSize), p=\(parallelization)" }
}

/// The variant and the costs of Argon2, version 1.3 (RFC 9106 §3.1).
public struct Argon2Parameters: Sendable, Hashable, CustomStringConvertible {
    /// Which of the three functions.
    public enum Variant: String, Sendable, Hashable {
        case argon2d = "Argon2d"
        case argon2i = "Argon2i"
        case argon2id = "Argon2id"
    }

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
