import CryptoBackend

/// A scheme by which a passphrase encrypts a PKCS#8 file.
protocol PasswordBasedEncryption: Sendable {
    var cipher: CipherAlgorithm { get }
    /// What the file tells of it.
    var encryption: KeyEncryption { get }

    /// Refuses a derivation that costs more than the limits allow.
    func checkCosts(_ limits: KeyDerivationLimits) throws(KeyFormatError)

    /// Derives the cipher's key, after the costs were compared with the limits, and the initialization vector where that is derived too.
    func secrets(of passphrase: SecretBytes, using crypto: any KeyDerivation) throws(KeyFormatError) -> CipherSecrets
}

/// What a cipher is set up with.
struct CipherSecrets {
    let key: SecretBytes
    let initializationVector: [UInt8]
}

extension PasswordBasedEncryption {
    /// - Throws: ``KeyFormatError`` with `wrongPassphrase` if what comes out doesn't end in a padding.
    func decrypt(
        _ ciphertext: [UInt8], passphrase: SecretBytes, using crypto: any KeyDerivation & Ciphers
    ) throws(KeyFormatError) -> SecretBytes {
        let secrets = try secrets(of: passphrase, using: crypto)
        let padded = try withBackendErrors { () throws(CryptoError) in
            try crypto.decrypt(ciphertext, with: cipher, key: secrets.key, initializationVector: secrets.initializationVector)
        }
        // A stream cipher fills nothing up.
        guard cipher.blockLength > 1 else { return padded }
        guard let message = BlockPadding.remove(from: padded, blockLength: cipher.blockLength) else { throw .wrongPassphraseOrDamage }
        return message
    }

    func encrypt(
        _ message: SecretBytes, passphrase: SecretBytes, using crypto: any KeyDerivation & Ciphers
    ) throws(KeyFormatError) -> [UInt8] {
        let secrets = try secrets(of: passphrase, using: crypto)
        return try withBackendErrors { () throws(CryptoError) in
            try crypto.encrypt(
                BlockPadding.add(to: message, blockLength: cipher.blockLength), with: cipher, key: secrets.key,
                initializationVector: secrets.initializationVector)
        }
    }
}
