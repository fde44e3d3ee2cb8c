import CryptoBackend

/// A backend that computes nothing and marks what it returns, to see which of several was asked.
struct StandInBackend: CryptoBackend {
    let mark: UInt8
    let lacks: @Sendable (CryptoOperation) -> Bool
    let generation: (@Sendable (RSAKeyGenerationControl) throws(CryptoError) -> RSAPrivateKey)?
    let information: BackendInformation

    /// - Parameter generation: Makes the keys, if they are to be others than those that bear the mark.
    init(
        _ name: String, mark: UInt8, lacks: @escaping @Sendable (CryptoOperation) -> Bool = { _ in false },
        generation: (@Sendable (RSAKeyGenerationControl) throws(CryptoError) -> RSAPrivateKey)? = nil
    ) {
        self.mark = mark
        self.lacks = lacks
        self.generation = generation
        information = BackendInformation(name: name, library: "none", version: "1")
    }

    private struct PublicHandle: RSAPublicKeyHandle {
        let publicKey: RSAPublicKey
        let mark: UInt8
        func isValidSignature(_ signature: [UInt8], for message: [UInt8], scheme: RSASignatureScheme) throws(CryptoError) -> Bool {
            signature == [mark]
        }
    }

    private struct PrivateHandle: RSAPrivateKeyHandle {
        let publicKey: RSAPublicKey
        let mark: UInt8
        func signature(for message: [UInt8], scheme: RSASignatureScheme) throws(CryptoError) -> [UInt8] { [mark] }
    }

    func support(for operation: CryptoOperation) -> OperationSupport {
        lacks(operation) ? .unsupported(reason: "it is a stand-in") : .supported
    }

    /// A key whose private numbers are all the mark.
    func key(_ publicKey: RSAPublicKey) throws(CryptoError) -> RSAPrivateKey {
        let number = SecretBytes(copying: [mark])
        return try RSAPrivateKey(
            publicKey: publicKey, privateExponent: number, prime1: number, prime2: number, exponent1: number, exponent2: number,
            coefficient: number)
    }

    func generateRSAKey(
        bits: Int, publicExponent: UInt64, control: RSAKeyGenerationControl
    ) throws(CryptoError) -> RSAPrivateKey {
        try require(.generateRSAKey(bits: bits, publicExponent: publicExponent))
        if let generation { return try generation(control) }
        return try key(try RSAPublicKey(modulus: [UInt8](repeating: 0xFF, count: bits / 8), publicExponent: [1, 0, 1]))
    }

    func complete(_ parts: RSAPrivateKeyParts) throws(CryptoError) -> RSAPrivateKey {
        try require(.completeRSAKey(bits: parts.publicKey.bitWidth, exponentBits: parts.publicKey.publicExponentBitWidth))
        return try key(parts.publicKey)
    }

    /// Complains in its own name, so that one sees whom it was.
    func checkConsistency(of key: RSAPrivateKey) throws(CryptoError) {
        try require(.completeRSAKey(bits: key.publicKey.bitWidth, exponentBits: key.publicKey.publicExponentBitWidth))
        throw CryptoError(.invalidKey, information.name)
    }

    func validate(_ key: RSAPrivateKey) throws(CryptoError) {
        try require(.validateRSAKey(bits: key.publicKey.bitWidth, exponentBits: key.publicKey.publicExponentBitWidth))
        throw CryptoError(.invalidKey, information.name)
    }

    func makePublicKeyHandle(for key: RSAPublicKey) throws(CryptoError) -> any RSAPublicKeyHandle {
        PublicHandle(publicKey: key, mark: mark)
    }

    func makePrivateKeyHandle(for key: RSAPrivateKey) throws(CryptoError) -> any RSAPrivateKeyHandle {
        PrivateHandle(publicKey: key.publicKey, mark: mark)
    }

    func digest(
        _ algorithm: DigestAlgorithm, of message: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(CryptoError) {
        try require(.digest(algorithm))
        output.initializeMemory(as: UInt8.self, repeating: mark)
    }

    func hmac(
        _ algorithm: DigestAlgorithm, key: SecretBytes, message: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(CryptoError) {
        try require(.hmac(algorithm))
        output.initializeMemory(as: UInt8.self, repeating: mark)
    }

    func constantTimeEqual(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool { left.elementsEqual(right) }

    func pbkdf2(
        _ digest: DigestAlgorithm, passphrase: SecretBytes, salt: [UInt8], rounds: Int, outputLength: Int
    ) throws(CryptoError) -> SecretBytes {
        try require(.pbkdf2(digest, isPassphraseEmpty: passphrase.isEmpty))
        return SecretBytes(copying: [mark])
    }

    func encrypt(
        _ plaintext: SecretBytes, with cipher: CipherAlgorithm, key: SecretBytes, initializationVector: [UInt8]
    ) throws(CryptoError) -> [UInt8] {
        try require(.encrypt(cipher))
        return [mark]
    }

    func decrypt(
        _ ciphertext: [UInt8], with cipher: CipherAlgorithm, key: SecretBytes, initializationVector: [UInt8]
    ) throws(CryptoError) -> SecretBytes {
        try require(.decrypt(cipher))
        return SecretBytes(copying: [mark])
    }

    func fillWithRandomBytes(_ buffer: UnsafeMutableRawBufferPointer) throws(CryptoError) {
        buffer.initializeMemory(as: UInt8.self, repeating: mark)
    }
}
