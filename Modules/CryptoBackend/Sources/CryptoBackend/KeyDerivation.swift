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

    /// PBKDF1 over `digest`, for PBES1 (RFC 8018 §5.1): only to read what was written when that was usual.
    ///
    /// - Parameters:
    ///   - digest: MD5 or SHA-1.
    ///   - salt: Eight bytes.
    ///   - rounds: c, the count of iterations, at least 1.
    ///   - outputLength: The length of the derived key in bytes, at least 1 and at most that of the digest.
    /// - Throws: ``CryptoError``: `unsupported`, `invalidParameter` or `libraryFailure`.
    func pbkdf1(
        _ digest: DigestAlgorithm, passphrase: SecretBytes, salt: [UInt8], rounds: Int, outputLength: Int
    ) throws(CryptoError) -> SecretBytes

    /// The function of PKCS #12 (RFC 7292 B.2): only to read what was written with it.
    ///
    /// - Parameters:
    ///   - purpose: What the bytes are for; the function gives others for each.
    ///   - passphrase: As RFC 7292 B.1 has it, a BMPString (UTF-16, big-endian) with two zero bytes at its end. Nothing is added to it.
    ///   - rounds: r, the count of iterations, at least 1.
    ///   - outputLength: The length of the derived bytes, at least 1.
    /// - Throws: ``CryptoError``: `unsupported`, `invalidParameter` or `libraryFailure`.
    func pkcs12(
        _ digest: DigestAlgorithm, purpose: PKCS12Purpose, passphrase: SecretBytes, salt: [UInt8], rounds: Int, outputLength: Int
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

extension KeyDerivation {
    /// Refuses parameters that PBKDF1 doesn't take.
    ///
    /// Backends call it first, so that all of them refuse the same things in the same words.
    ///
    /// - Throws: ``CryptoError`` with ``CryptoError/Code-swift.struct/invalidParameter``.
    public func checkPBKDF1Parameters(
        _ digest: DigestAlgorithm, salt: [UInt8], rounds: Int, outputLength: Int
    ) throws(CryptoError) {
        guard salt.count == 8 else { throw CryptoError(.invalidParameter, "PBKDF1 takes a salt of 8 bytes, not of \(salt.count)") }
        guard rounds >= 1 else { throw CryptoError(.invalidParameter, "PBKDF1 takes at least one round, not \(rounds)") }
        guard (1...digest.outputLength).contains(outputLength) else {
            throw CryptoError(
                .invalidParameter, "PBKDF1 with \(digest) derives 1 to \(digest.outputLength) bytes, not \(outputLength)")
        }
    }

    /// Refuses parameters that the function of PKCS #12 doesn't take.
    ///
    /// Backends call it first, so that all of them refuse the same things in the same words.
    ///
    /// - Throws: ``CryptoError`` with ``CryptoError/Code-swift.struct/invalidParameter``.
    public func checkPKCS12Parameters(rounds: Int, outputLength: Int) throws(CryptoError) {
        guard rounds >= 1 else {
            throw CryptoError(.invalidParameter, "the key derivation of PKCS #12 takes at least one round, not \(rounds)")
        }
        guard outputLength >= 1 else {
            throw CryptoError(.invalidParameter, "the key derivation of PKCS #12 makes at least one byte, not \(outputLength)")
        }
    }
}
