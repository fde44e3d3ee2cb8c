/// Making keys of passphrases.
///
/// A backend whose library lacks one of the functions leaves it to the default implementation, which says so.
public protocol KeyDerivation: Sendable {
    /// PBKDF2 with HMAC over `digest` (RFC 8018 §5.2).
    ///
    /// - Parameters:
    ///   - rounds: c, the count of iterations, at least 1.
    ///   - outputLength: The length of the derived key in bytes, at least 1.
    /// - Throws: ``CryptoError``: `unsupported`, `invalidParameter` or `libraryFailure`.
    func pbkdf2(
        _ digest: DigestAlgorithm, passphrase: SecretBytes, salt: [UInt8], rounds: Int, outputLength: Int
    ) throws(CryptoError) -> SecretBytes

    /// scrypt (RFC 7914). It allocates about 128·N·r bytes: the caller bounds the parameters.
    ///
    /// - Throws: ``CryptoError``: `unsupported`, `invalidParameter` or `libraryFailure`.
    func scrypt(
        _ parameters: ScryptParameters, passphrase: SecretBytes, salt: [UInt8], outputLength: Int
    ) throws(CryptoError) -> SecretBytes

    /// Argon2, version 1.3 (RFC 9106), without secret and associated data. The caller bounds the parameters.
    ///
    /// - Throws: ``CryptoError``: `unsupported`, `invalidParameter` or `libraryFailure`.
    func argon2(
        _ parameters: Argon2Parameters, passphrase: SecretBytes, salt: [UInt8], outputLength: Int
    ) throws(CryptoError) -> SecretBytes
}
