/// A backend that hands what its library lacks to another registered one: what ``BackendRegistry/backend(preferring:)`` gives.
struct BackendWithFallback: CryptoBackend {
    let chosen: any CryptoBackend
    let registry: BackendRegistry

    var information: BackendInformation { chosen.information }

    func support(for operation: CryptoOperation) -> OperationSupport {
        // It is no call that another backend could take over: what counts is who makes the keys.
        if operation == .cancelRSAKeyGeneration {
            let maker = try? backend(for: .generateRSAKey(bits: RSAPublicKey.generatedSizes.lowerBound, publicExponent: 65537))
            return (maker ?? chosen).support(for: operation)
        }
        let own = chosen.support(for: operation)
        if own == .supported { return own }
        return (try? backend(for: operation)) == nil ? own : .supported
    }

    private func backend(for operation: CryptoOperation) throws(CryptoError) -> any CryptoBackend {
        if chosen.supports(operation) { return chosen }
        return try registry.backend(supporting: operation, preferring: chosen.information.name)
    }

    func generateRSAKey(
        bits: Int, publicExponent: UInt64, control: RSAKeyGenerationControl
    ) throws(CryptoError) -> RSAPrivateKey {
        try backend(for: .generateRSAKey(bits: bits, publicExponent: publicExponent))
            .generateRSAKey(bits: bits, publicExponent: publicExponent, control: control)
    }

    func generateRSAKey(
        bits: Int, publicExponent: UInt64, progress: @escaping @Sendable (RSAKeyGenerationStep) -> Void
    ) async throws(CryptoError) -> RSAPrivateKey {
        try await backend(for: .generateRSAKey(bits: bits, publicExponent: publicExponent))
            .generateRSAKey(bits: bits, publicExponent: publicExponent, progress: progress)
    }

    func complete(_ parts: RSAPrivateKeyParts) throws(CryptoError) -> RSAPrivateKey {
        try completer(for: parts.publicKey).complete(parts)
    }

    func checkConsistency(of key: RSAPrivateKey) throws(CryptoError) {
        try completer(for: key.publicKey).checkConsistency(of: key)
    }

    private func completer(for key: RSAPublicKey) throws(CryptoError) -> any CryptoBackend {
        try backend(for: .completeRSAKey(bits: key.bitWidth, exponentBits: key.publicExponentBitWidth))
    }

    func validate(_ key: RSAPrivateKey) throws(CryptoError) {
        let (bits, exponentBits) = (key.publicKey.bitWidth, key.publicKey.publicExponentBitWidth)
        try backend(for: .validateRSAKey(bits: bits, exponentBits: exponentBits)).validate(key)
    }

    // A handle doesn't know yet which scheme it will be used with: the one that an engine uses decides.
    func makePublicKeyHandle(for key: RSAPublicKey) throws(CryptoError) -> any RSAPublicKeyHandle {
        let operation = CryptoOperation.verify(.pkcs1v15SHA256, bits: key.bitWidth, exponentBits: key.publicExponentBitWidth)
        return try backend(for: operation).makePublicKeyHandle(for: key)
    }

    func makePrivateKeyHandle(for key: RSAPrivateKey) throws(CryptoError) -> any RSAPrivateKeyHandle {
        let (bits, exponentBits) = (key.publicKey.bitWidth, key.publicKey.publicExponentBitWidth)
        return try backend(for: .sign(.pkcs1v15SHA256, bits: bits, exponentBits: exponentBits)).makePrivateKeyHandle(for: key)
    }

    func digest(
        _ algorithm: DigestAlgorithm, of message: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(CryptoError) {
        try backend(for: .digest(algorithm)).digest(algorithm, of: message, into: output)
    }

    func hmac(
        _ algorithm: DigestAlgorithm, key: SecretBytes, message: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(CryptoError) {
        try backend(for: .hmac(algorithm)).hmac(algorithm, key: key, message: message, into: output)
    }

    func constantTimeEqual(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
        chosen.constantTimeEqual(left, right)
    }

    func pbkdf2(
        _ digest: DigestAlgorithm, passphrase: SecretBytes, salt: [UInt8], rounds: Int, outputLength: Int
    ) throws(CryptoError) -> SecretBytes {
        try backend(for: .pbkdf2(digest, isPassphraseEmpty: passphrase.isEmpty))
            .pbkdf2(digest, passphrase: passphrase, salt: salt, rounds: rounds, outputLength: outputLength)
    }

    func pbkdf1(
        _ digest: DigestAlgorithm, passphrase: SecretBytes, salt: [UInt8], rounds: Int, outputLength: Int
    ) throws(CryptoError) -> SecretBytes {
        try backend(for: .pbkdf1(digest))
            .pbkdf1(digest, passphrase: passphrase, salt: salt, rounds: rounds, outputLength: outputLength)
    }

    func pkcs12(
        _ digest: DigestAlgorithm, purpose: PKCS12Purpose, passphrase: SecretBytes, salt: [UInt8], rounds: Int, outputLength: Int
    ) throws(CryptoError) -> SecretBytes {
        try backend(for: .pkcs12(digest))
            .pkcs12(digest, purpose: purpose, passphrase: passphrase, salt: salt, rounds: rounds, outputLength: outputLength)
    }

    func scrypt(
        _ parameters: ScryptParameters, passphrase: SecretBytes, salt: [UInt8], outputLength: Int
    ) throws(CryptoError) -> SecretBytes {
        try backend(for: .scrypt(parameters, isPassphraseEmpty: passphrase.isEmpty))
            .scrypt(parameters, passphrase: passphrase, salt: salt, outputLength: outputLength)
    }

    func argon2(
        _ parameters: Argon2Parameters, passphrase: SecretBytes, salt: [UInt8], outputLength: Int
    ) throws(CryptoError) -> SecretBytes {
        try backend(for: .argon2(parameters, isPassphraseEmpty: passphrase.isEmpty))
            .argon2(parameters, passphrase: passphrase, salt: salt, outputLength: outputLength)
    }

    func encrypt(
        _ plaintext: SecretBytes, with cipher: CipherAlgorithm, key: SecretBytes, initializationVector: [UInt8]
    ) throws(CryptoError) -> [UInt8] {
        try backend(for: .encrypt(cipher)).encrypt(plaintext, with: cipher, key: key, initializationVector: initializationVector)
    }

    func decrypt(
        _ ciphertext: [UInt8], with cipher: CipherAlgorithm, key: SecretBytes, initializationVector: [UInt8]
    ) throws(CryptoError) -> SecretBytes {
        try backend(for: .decrypt(cipher)).decrypt(ciphertext, with: cipher, key: key, initializationVector: initializationVector)
    }

    func fillWithRandomBytes(_ buffer: UnsafeMutableRawBufferPointer) throws(CryptoError) {
        try chosen.fillWithRandomBytes(buffer)
    }
}
