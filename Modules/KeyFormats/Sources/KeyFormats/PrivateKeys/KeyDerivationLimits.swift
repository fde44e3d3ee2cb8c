import CryptoBackend

/// How much work and memory a file may ask for when its key is derived of a passphrase, so that a hostile one can't stop the program.
public struct KeyDerivationLimits: Sendable, Hashable {
    /// The rounds of bcrypt_pbkdf.
    public var bcryptRounds: Int
    /// The rounds of PBKDF2, and of PBKDF1 and PKCS#12's derivation in older files.
    public var pbkdf2Rounds: Int
    /// The memory of scrypt in bytes: 128·N·r, and 128·r·p.
    public var scryptMemory: Int
    /// scrypt's p.
    public var scryptParallelization: Int
    /// The work of scrypt: 128·N·r·p, its memory times its passes, in bytes.
    public var scryptWork: Int
    /// The memory of Argon2 in bytes.
    public var argon2Memory: Int
    /// The passes of Argon2 times its memory in bytes.
    public var argon2Work: Int
    /// The lanes of Argon2.
    public var argon2Lanes: Int

    public init(
        bcryptRounds: Int = 4096, pbkdf2Rounds: Int = 10_000_000, scryptMemory: Int = 1 << 30, scryptParallelization: Int = 16,
        scryptWork: Int = 1 << 34, argon2Memory: Int = 1 << 30, argon2Work: Int = 1 << 34, argon2Lanes: Int = 64
    ) {
        self.bcryptRounds = bcryptRounds
        self.pbkdf2Rounds = pbkdf2Rounds
        self.scryptMemory = scryptMemory
        self.scryptParallelization = scryptParallelization
        self.scryptWork = scryptWork
        self.argon2Memory = argon2Memory
        self.argon2Work = argon2Work
        self.argon2Lanes = argon2Lanes
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
        let (cost, blockSize, passes) = (parameters.cost, parameters.blockSize, parameters.parallelization)
        try require(Self.product(128, cost, blockSize), atMost: scryptMemory, "bytes of memory for scrypt")
        try require(passes, atMost: scryptParallelization, "passes of scrypt (p)")
        try require(Self.product(128, blockSize, passes), atMost: scryptMemory / 4, "bytes of memory for scrypt")
        try require(Self.product(128, cost, blockSize, passes), atMost: scryptWork, "bytes of scrypt's memory times its passes")
    }

    /// Refuses costs of Argon2 above their limits.
    func require(_ parameters: Argon2Parameters) throws(KeyFormatError) {
        try require(parameters.parallelism, atMost: argon2Lanes, "lanes of Argon2")
        // Each lane takes eight blocks at least, whatever the file says (RFC 9106 §3.1).
        let memory = Self.product(1024, max(parameters.memory, 8 * parameters.parallelism))
        try require(memory, atMost: argon2Memory, "bytes of memory for Argon2")
        try require(Self.product(memory, parameters.passes), atMost: argon2Work, "bytes of Argon2's memory times its passes")
    }

    /// The product of numbers that aren't negative, or the largest number where it doesn't fit.
    private static func product(_ factors: Int...) -> Int {
        factors.reduce(1) { product, factor in
            let (result, overflow) = product.multipliedReportingOverflow(by: factor)
            return overflow ? .max : result
        }
    }
}
