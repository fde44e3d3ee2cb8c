import CryptoBackend

// What `support(for:)` says isn't there throws `unsupported`, naming the operation with its parameters. `validate`, `scrypt`, `argon2` and the
// older key derivations have default implementations that do so; these don't, because a backend that lacks them is a rare one.
extension ExampleBackend {
    public func generateRSAKey(
        bits: Int, publicExponent: UInt64, control: RSAKeyGenerationControl
    ) throws(CryptoError) -> RSAPrivateKey {
        throw leftOut(.generateRSAKey(bits: bits, publicExponent: publicExponent))
    }

    public func complete(_ parts: RSAPrivateKeyParts) throws(CryptoError) -> RSAPrivateKey {
        let key = parts.publicKey
        throw leftOut(.completeRSAKey(bits: key.bitWidth, exponentBits: key.publicExponentBitWidth))
    }

    public func pbkdf2(
        _ digest: DigestAlgorithm, passphrase: SecretBytes, salt: [UInt8], rounds: Int, outputLength: Int
    ) throws(CryptoError) -> SecretBytes {
        throw leftOut(.pbkdf2(digest, isPassphraseEmpty: passphrase.isEmpty))
    }

    public func encrypt(
        _ plaintext: SecretBytes, with cipher: CipherAlgorithm, key: SecretBytes, initializationVector: [UInt8]
    ) throws(CryptoError) -> [UInt8] {
        throw leftOut(.encrypt(cipher))
    }

    public func decrypt(
        _ ciphertext: [UInt8], with cipher: CipherAlgorithm, key: SecretBytes, initializationVector: [UInt8]
    ) throws(CryptoError) -> SecretBytes {
        throw leftOut(.decrypt(cipher))
    }

    private func leftOut(_ operation: CryptoOperation) -> CryptoError {
        .unsupported(operation, by: information.name, reason: "the example leaves it out")
    }
}
