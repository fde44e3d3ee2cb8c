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
