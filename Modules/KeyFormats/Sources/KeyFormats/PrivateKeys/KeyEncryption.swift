import CryptoBackend

/// How a private key file is encrypted, as far as the file tells without its passphrase.
public struct KeyEncryption: Sendable, Hashable, CustomStringConvertible {
    /// The cipher, by the name that the format has for it: `AES-256-CBC`, `aes256-ctr`.
    public let cipher: String
    /// How the key is made of the passphrase: `PBKDF2 with HMAC-SHA-256`, `bcrypt`, `scrypt`, `Argon2id`.
    public let kdf: String
    /// How often the derivation runs, where it counts rounds.
    public let rounds: Int?
    /// The costs of scrypt, where it is that.
    public let scrypt: ScryptParameters?
    /// The costs of Argon2, where it is that.
    public let argon2: Argon2Parameters?

    /// An encryption whose key derivation counts rounds, or has no costs to tell of.
    public init(cipher: String, kdf: String, rounds: Int? = nil) {
        self.init(cipher: cipher, kdf: kdf, rounds: rounds, scrypt: nil, argon2: nil)
    }

    /// An encryption with scrypt.
    public init(cipher: String, scrypt: ScryptParameters) {
        self.init(cipher: cipher, kdf: "scrypt", rounds: nil, scrypt: scrypt, argon2: nil)
    }

    /// An encryption with Argon2.
    public init(cipher: String, argon2: Argon2Parameters) {
        self.init(cipher: cipher, kdf: argon2.variant.rawValue, rounds: nil, scrypt: nil, argon2: argon2)
    }

    private init(cipher: String, kdf: String, rounds: Int?, scrypt: ScryptParameters?, argon2: Argon2Parameters?) {
        self.cipher = cipher
        self.kdf = kdf
        self.rounds = rounds
        self.scrypt = scrypt
        self.argon2 = argon2
    }

    /// What guessing a passphrase costs, in words: `600000 rounds`, `N=16384, r=8, p=1`, `8192 KiB, 13 passes, 1 lane`.
    public var costs: String? {
        if let rounds { return KeyEncryption.count(rounds, "round") }
        if let scrypt { return "N=\(scrypt.cost), r=\(scrypt.blockSize), p=\(scrypt.parallelization)" }
        if let argon2 {
            let passes = argon2.passes == 1 ? "1 pass" : "\(argon2.passes) passes"
            return "\(argon2.memory) KiB, \(passes), \(KeyEncryption.count(argon2.parallelism, "lane"))"
        }
        return nil
    }

    private static func count(_ number: Int, _ noun: String) -> String { number == 1 ? "1 \(noun)" : "\(number) \(noun)s" }

    public var description: String { [cipher, kdf, costs].compactMap { $0 }.joined(separator: ", ") }
}
