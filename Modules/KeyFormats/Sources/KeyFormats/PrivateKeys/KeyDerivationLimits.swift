import CryptoBackend

/// How much work and memory a file may ask for when its key is derived of a passphrase, so that a hostile one can't stop the program.
public struct KeyDerivationLimits: Sendable, Hashable {
    /// The rounds of bcrypt_pbkdf.
    public var bcryptRounds: Int
    /// The rounds of PBKDF2.
    public var pbkdf2Rounds: Int
    /// The memory of scrypt in bytes: 128·N·r.
    public var scryptMemory: Int
    /// scrypt's p.
    public var scryptParallelization: Int
    /// The memory of Argon2 in bytes.
    public var argon2Memory: Int
    /// The passes of Argon2 times its memory in bytes.
    public var argon2Work: Int

    public init(
        bcryptRounds: Int = 4096, pbkdf2Rounds: Int = 10_000_000, scryptMemory: Int = 1 << 30, scryptParallelization: Int = 16,
        argon2Memory: Int = 1 << 30, argon2Work: Int = 1 << 34
    ) {
        self.bcryptRounds = bcryptRounds
        self.pbkdf2Rounds = pbkdf2Rounds
        self.scryptMemory = scryptMemory
        self.scryptParallelization = scryptParallelization
        self.argon2Memory = argon2Memory
        self.argon2Work = argon2Work
    }

    /// More than any reference tool writes unless told to.
    public static let `default` = KeyDerivationLimits()

    /// Refuses a cost above its limit.
    func require(_ cost: Int, atMost limit: Int, _ what: String) throws(KeyFormatError) {
        guard cost <= limit else {
            throw KeyFormatError(.limitExceeded, "the file asks for \(cost) \(what), and the limit is \(limit)")
        }
    }

    /// Refuses costs of scrypt above their limits.
    func require(_ parameters: ScryptParameters) throws(KeyFormatError) {
        let (blocks, blocksOverflow) = parameters.cost.multipliedReportingOverflow(by: parameters.blockSize)
        let (memory, memoryOverflow) = blocks.multipliedReportingOverflow(by: 128)
        try require(blocksOverflow || memoryOverflow ? .max : memory, atMost: scryptMemory, "bytes of memory for scrypt")
        try require(parameters.parallelization, atMost: scryptParallelization, "passes of scrypt (p)")
    }

    /// Refuses costs of Argon2 above their limits.
    func require(_ parameters: Argon2Parameters) throws(KeyFormatError) {
        let (memory, memoryOverflow) = parameters.memory.multipliedReportingOverflow(by: 1024)
        try require(memoryOverflow ? .max : memory, atMost: argon2Memory, "bytes of memory for Argon2")
        let (work, workOverflow) = memory.multipliedReportingOverflow(by: parameters.passes)
        try require(workOverflow ? .max : work, atMost: argon2Work, "bytes of Argon2's memory times its passes")
    }
}
