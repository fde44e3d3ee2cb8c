import CryptoBackend

extension OpenSSLBackend {
    /// The search runs on every core at once. Each of the runs asks, and tells, after every candidate and every round of its primality test.
    public func generateRSAKey(
        bits: Int, publicExponent: UInt64, control: RSAKeyGenerationControl
    ) throws(CryptoError) -> RSAPrivateKey {
        try checkGenerationParameters(bits: bits, publicExponent: publicExponent)
        try require(.generateRSAKey(bits: bits, publicExponent: publicExponent))
        let generation = RSAKeyGeneration(bits: bits, publicExponent: publicExponent, control: control) { key throws(CryptoError) in
            try prove(key)
        }
        return try generation.generate()
    }

    /// Signs once and verifies: the numbers have been taken out of libcrypto and are put in again for this, so they are proven as well.
    private func prove(_ key: RSAPrivateKey) throws(CryptoError) {
        let message = Array("a new key proves itself".utf8)
        let signature = try makePrivateKeyHandle(for: key).signature(for: message, scheme: .pkcs1v15SHA256)
        guard try makePublicKeyHandle(for: key.publicKey).isValidSignature(signature, for: message, scheme: .pkcs1v15SHA256) else {
            throw CryptoError(.libraryFailure, "libcrypto made an RSA key whose signature doesn't verify")
        }
    }

    public func complete(_ parts: RSAPrivateKeyParts) throws(CryptoError) -> RSAPrivateKey {
        try withEmptyErrorQueue { () throws(CryptoError) in try RSAKeyArithmetic().complete(parts) }
    }

    public func checkConsistency(of key: RSAPrivateKey) throws(CryptoError) {
        try withEmptyErrorQueue { () throws(CryptoError) in try RSAKeyArithmetic().checkConsistency(of: key) }
    }

    public func validate(_ key: RSAPrivateKey) throws(CryptoError) {
        try checkConsistency(of: key)
        try withEmptyErrorQueue { () throws(CryptoError) in try RSAKeyArithmetic().checkPrimality(of: key) }
    }

    public func makePublicKeyHandle(for key: RSAPublicKey) throws(CryptoError) -> any RSAPublicKeyHandle {
        // Every key that libcrypto takes can at least verify this scheme.
        try require(.verify(.pkcs1v15SHA256, bits: key.bitWidth, exponentBits: key.publicExponentBitWidth))
        return try withEmptyErrorQueue { () throws(CryptoError) in try OpenSSLPublicKeyHandle(key, backend: self) }
    }

    public func makePrivateKeyHandle(for key: RSAPrivateKey) throws(CryptoError) -> any RSAPrivateKeyHandle {
        try withEmptyErrorQueue { () throws(CryptoError) in try OpenSSLPrivateKeyHandle(key, backend: self) }
    }
}
