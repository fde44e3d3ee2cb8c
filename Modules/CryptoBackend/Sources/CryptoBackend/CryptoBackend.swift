/// Everything that a cryptographic library does here, behind one face.
///
/// Callers ask for the small protocols that they need; a plugin implements them all. A backend may be used from many tasks at once.
public protocol CryptoBackend: RSAOperations, Digests, KeyDerivation, Ciphers, RandomSource {
    /// What the backend is called and what is behind it.
    var information: BackendInformation { get }

    /// Tells whether the library can do an operation with these parameters.
    ///
    /// The answer must be true to what the calls do: `.unsupported` here is an error with
    /// ``CryptoError/Code-swift.struct/unsupported`` there, and nothing else is.
    func support(for operation: CryptoOperation) -> OperationSupport
}

extension CryptoBackend {
    /// True if the library can do the operation with these parameters.
    public func supports(_ operation: CryptoOperation) -> Bool {
        support(for: operation) == .supported
    }

    /// Throws the error for an operation that isn't there; the first line of a backend's methods.
    public func require(_ operation: CryptoOperation, file: String = #fileID, line: Int = #line) throws(CryptoError) {
        if case .unsupported(let reason) = support(for: operation) {
            throw .unsupported(operation, by: information.name, reason: reason, file: file, line: line)
        }
    }
}

extension CryptoBackend {
    public func generateRSAKey(
        bits: Int, publicExponent: UInt64, progress: @escaping @Sendable (RSAKeyGenerationStep) -> Void
    ) async throws(CryptoError) -> RSAPrivateKey {
        try await DetachedKeyGeneration().run(isAbandonedWhenCancelled: !supports(.cancelRSAKeyGeneration)) { generation in
            let control = RSAKeyGenerationControl(isCancelled: { generation.isCancelled }, progress: progress)
            return Result { () throws(CryptoError) in
                try generateRSAKey(bits: bits, publicExponent: publicExponent, control: control)
            }
        }
    }
}

// What a library may lack. A backend that has it implements it; these say that it isn't there.
extension CryptoBackend {
    public func validate(_ key: RSAPrivateKey) throws(CryptoError) {
        let operation = CryptoOperation.validateRSAKey(
            bits: key.publicKey.bitWidth, exponentBits: key.publicKey.publicExponentBitWidth)
        throw .unsupported(operation, by: information.name)
    }

    public func pbkdf1(
        _ digest: DigestAlgorithm, passphrase: SecretBytes, salt: [UInt8], rounds: Int, outputLength: Int
    ) throws(CryptoError) -> SecretBytes {
        throw .unsupported(.pbkdf1(digest), by: information.name)
    }

    public func pkcs12(
        _ digest: DigestAlgorithm, purpose: PKCS12Purpose, passphrase: SecretBytes, salt: [UInt8], rounds: Int, outputLength: Int
    ) throws(CryptoError) -> SecretBytes {
        throw .unsupported(.pkcs12(digest), by: information.name)
    }

    public func scrypt(
        _ parameters: ScryptParameters, passphrase: SecretBytes, salt: [UInt8], outputLength: Int
    ) throws(CryptoError) -> SecretBytes {
        throw .unsupported(.scrypt(parameters, isPassphraseEmpty: passphrase.isEmpty), by: information.name)
    }

    public func argon2(
        _ parameters: Argon2Parameters, passphrase: SecretBytes, salt: [UInt8], outputLength: Int
    ) throws(CryptoError) -> SecretBytes {
        throw .unsupported(.argon2(parameters, isPassphraseEmpty: passphrase.isEmpty), by: information.name)
    }
}
