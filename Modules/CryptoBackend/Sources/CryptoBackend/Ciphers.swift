/// Symmetric encryption of whole messages.
public protocol Ciphers: Sendable {
    /// Encrypts a message.
    ///
    /// - Parameters:
    ///   - cipher: Which one; there is no padding, so the message's length must be a multiple of its `blockLength`.
    ///   - key: Exactly `keyLength` bytes.
    ///   - initializationVector: Exactly `initializationVectorLength` bytes.
    /// - Returns: As many bytes as the message has, followed by the tag of an authenticated cipher.
    /// - Throws: ``CryptoError``: `unsupported`, `invalidParameter` or `libraryFailure`.
    func encrypt(
        _ plaintext: SecretBytes, with cipher: CipherAlgorithm, key: SecretBytes, initializationVector: [UInt8]
    ) throws(CryptoError) -> [UInt8]

    /// Decrypts a message.
    ///
    /// - Parameter ciphertext: The encrypted message, followed by the tag of an authenticated cipher.
    /// - Throws: ``CryptoError``: as ``encrypt(_:with:key:initializationVector:)``, and `authenticationFailed` when the tag doesn't fit.
    func decrypt(
        _ ciphertext: [UInt8], with cipher: CipherAlgorithm, key: SecretBytes, initializationVector: [UInt8]
    ) throws(CryptoError) -> SecretBytes
}

extension CipherAlgorithm {
    /// Refuses a key, an initialization vector or a message of a length that this cipher doesn't take.
    ///
    /// Backends call it first, so that all of them refuse the same things in the same words.
    ///
    /// - Parameter messageLength: The length of the message without the tag, in bytes.
    /// - Throws: ``CryptoError`` with ``CryptoError/Code-swift.struct/invalidParameter``.
    public func checkLengths(key: SecretBytes, initializationVector: [UInt8], messageLength: Int) throws(CryptoError) {
        guard key.count == keyLength else {
            throw CryptoError(.invalidParameter, "\(name) takes a key of \(keyLength) bytes, not of \(key.count)")
        }
        guard initializationVector.count == initializationVectorLength else {
            throw CryptoError(
                .invalidParameter,
                "\(name) takes an initialization vector of \(initializationVectorLength) bytes, not of \(initializationVector.count)")
        }
        guard messageLength >= 0, messageLength % blockLength == 0 else {
            throw CryptoError(
                .invalidParameter, "\(name) takes messages in blocks of \(blockLength) bytes, and this one has \(messageLength) bytes")
        }
    }
}
