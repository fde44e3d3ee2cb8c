/// How a private key file is encrypted, as far as the file tells without its passphrase.
public struct KeyEncryption: Sendable, Hashable, CustomStringConvertible {
    /// The cipher, by the name that the format has for it: `AES-256-CBC`, `aes256-ctr`.
    public let cipher: String
    /// How the key is made of the passphrase: `PBKDF2 with HMAC-SHA-256`, `bcrypt`.
    public let kdf: String
    /// How often the derivation runs, where it counts rounds.
    public let rounds: Int?

    public init(cipher: String, kdf: String, rounds: Int? = nil) {
        self.cipher = cipher
        self.kdf = kdf
        self.rounds = rounds
    }

    public var description: String {
        "\(cipher), \(kdf)" + (rounds.map { ", \($0) rounds" } ?? "")
    }
}
