import CryptoBackend

/// What writing a private key file may need of a cryptographic backend.
public typealias KeyWriting = Digests & KeyDerivation & Ciphers & RandomSource

/// Writes private key files as the reference tools do.
///
/// What a tool draws at random comes from the backend, and can be given to write a file again byte for byte.
public struct PrivateKeyWriter: Sendable {
    /// What is written; one of ``PrivateKeyFormat/writable``.
    public var format: PrivateKeyFormat
    /// Written where the format has room for one.
    public var comment: String
    /// In UTF-8; nil writes a file that isn't encrypted.
    public var passphrase: SecretBytes?
    /// The rounds of PBKDF2 for encrypted PKCS#8.
    public var pbkdf2Rounds = 600_000
    /// The costs of scrypt, where it derives the key of encrypted PKCS#8 in the place of PBKDF2.
    public var scrypt: ScryptParameters?
    /// The rounds of bcrypt for encrypted OpenSSH files. ssh-keygen takes 16 unless told otherwise.
    public var bcryptRounds = 24
    /// The costs of Argon2 for encrypted PuTTY files.
    public var argon2 = Argon2Parameters(variant: .argon2id, memory: 8192, passes: 13, parallelism: 1)
    /// The salt of the key derivation; nil draws 16 bytes.
    public var salt: [UInt8]?
    /// The initialization vector of encrypted PKCS#8 and PKCS#1, 16 bytes; nil draws them.
    public var initializationVector: [UInt8]?
    /// The number by which OpenSSH files show a wrong passphrase; nil draws one.
    public var checkNumber: UInt32?

    /// The bytes of a comment that was read out of a file and isn't UTF-8: programs cut comments off in the middle of a character.
    var rawComment: [UInt8] = []

    /// The comment as it is written, where bytes that were read still stand for it.
    func commentBytes(_ comment: String) -> [UInt8] {
        !rawComment.isEmpty && String(decoding: rawComment, as: UTF8.self) == comment ? rawComment : Array(comment.utf8)
    }

    /// What `openssl pkcs8 -scrypt` takes: N = 16384, r = 8, p = 1. openssl and ssh-keygen refuse to read N of 32768 and more.
    public static let usualScrypt = ScryptParameters(cost: 16384, blockSize: 8, parallelization: 1)

    public init(format: PrivateKeyFormat, comment: String = "", passphrase: SecretBytes? = nil) {
        self.format = format
        self.comment = comment
        self.passphrase = passphrase
    }

    /// Writes the content of a whole file, the last line end included.
    ///
    /// - Throws: ``KeyFormatError``: `invalidParameter` for an empty passphrase, a count of rounds or a length that can't be, or a passphrase that the
    ///   format doesn't take; `cryptography`.
    public func write(_ key: RSAPrivateKey, using crypto: any KeyWriting) throws(KeyFormatError) -> SecretBytes {
        if let passphrase, passphrase.isEmpty {
            throw KeyFormatError(.invalidParameter, "an empty passphrase protects nothing; leave it out to write the key unencrypted")
        }
        for writer in FormatRegistry.privateKeyWriters where writer.writtenFormats.contains(format) {
            return try writer.write(key, as: self, using: crypto)
        }
        throw KeyFormatError(.unsupportedFormat, "private keys aren't written as \(format)")
    }

    /// A value that was given, or as many random bytes as asked for.
    func given(
        _ value: [UInt8]?, orRandom count: Int, using crypto: any KeyWriting
    ) throws(KeyFormatError) -> [UInt8] {
        if let value { return value }
        return try withBackendErrors { () throws(CryptoError) in try crypto.randomBytes(count: count) }
    }
}
