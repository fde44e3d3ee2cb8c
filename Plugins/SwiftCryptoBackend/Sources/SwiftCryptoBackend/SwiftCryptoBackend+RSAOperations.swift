import CryptoBackend
import CryptoExtras

import struct CryptoBackend.CryptoError

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension SwiftCryptoBackend {
    public func generateRSAKey(
        bits: Int, publicExponent: UInt64, control: RSAKeyGenerationControl
    ) throws(CryptoError) -> RSAPrivateKey {
        try checkGenerationParameters(bits: bits, publicExponent: publicExponent)
        try require(.generateRSAKey(bits: bits, publicExponent: publicExponent))
        try control.checkCancellation()
        let made = try libraryCall("swift-crypto can't generate an RSA key of \(bits) bits") {
            try _RSA.Signing.PrivateKey(keySize: _RSA.Signing.KeySize(bitCount: bits))
        }
        try control.checkCancellation()
        let key = try numbers(of: made)
        guard key.publicKey.bitWidth == bits, key.publicKey.publicExponent == [1, 0, 1] else {
            throw CryptoError(.libraryFailure, "swift-crypto made an RSA key of another size or another public exponent than asked for")
        }
        try prove(key)
        return key
    }

    /// Proves a new key by one signature.
    private func prove(_ key: RSAPrivateKey) throws(CryptoError) {
        let message = Array("proof of a new key".utf8)
        let signature = try makePrivateKeyHandle(for: key).signature(for: message, scheme: .pkcs1v15SHA256)
        guard try makePublicKeyHandle(for: key.publicKey).isValidSignature(signature, for: message, scheme: .pkcs1v15SHA256) else {
            throw CryptoError(.libraryFailure, "swift-crypto made an RSA key whose signature doesn't verify")
        }
    }

    public func complete(_ parts: RSAPrivateKeyParts) throws(CryptoError) -> RSAPrivateKey {
        let publicKey = parts.publicKey
        try require(.completeRSAKey(bits: publicKey.bitWidth, exponentBits: publicKey.publicExponentBitWidth))
        let relations = KeyRelations(parts)
        // The library would divide by p − 1 and q − 1.
        try relations.checkPrimes()
        let made: _RSA.Signing.PrivateKey
        do {
            made = try _RSA.Signing.PrivateKey(
                n: publicKey.modulus, e: publicKey.publicExponent, d: Contiguous(parts.privateExponent), p: Contiguous(parts.prime1),
                q: Contiguous(parts.prime2))
        } catch {
            throw relations.failure
        }
        let derived = try numbers(of: made)
        return try RSAPrivateKey(
            publicKey: publicKey, privateExponent: parts.privateExponent, prime1: parts.prime1, prime2: parts.prime2,
            exponent1: derived.exponent1, exponent2: derived.exponent2, coefficient: derived.coefficient)
    }

    public func validate(_ key: RSAPrivateKey) throws(CryptoError) {
        let operation = CryptoOperation.validateRSAKey(
            bits: key.publicKey.bitWidth, exponentBits: key.publicKey.publicExponentBitWidth)
        try require(operation)
        throw .unsupported(operation, by: information.name)
    }

    public func makePublicKeyHandle(for key: RSAPublicKey) throws(CryptoError) -> any RSAPublicKeyHandle {
        // Every key that the library takes can at least verify this scheme.
        try require(.verify(.pkcs1v15SHA256, bits: key.bitWidth, exponentBits: key.publicExponentBitWidth))
        return try SwiftCryptoPublicKeyHandle(key, backend: self)
    }

    public func makePrivateKeyHandle(for key: RSAPrivateKey) throws(CryptoError) -> any RSAPrivateKeyHandle {
        let publicKey = key.publicKey
        try require(.sign(.pkcs1v15SHA256, bits: publicKey.bitWidth, exponentBits: publicKey.publicExponentBitWidth))
        return try SwiftCryptoPrivateKeyHandle(key, backend: self)
    }

    private func numbers(of key: _RSA.Signing.PrivateKey) throws(CryptoError) -> RSAPrivateKey {
        var encoding = key.derRepresentation
        defer { encoding.wipe() }
        return try libraryCall("swift-crypto doesn't give the numbers of the RSA key") {
            try encoding.withUnsafeBytes { try PKCS1Encoding.decodePrivateKey($0) }
        }
    }
}

/// Secret bytes, lent to swift-crypto.
private struct Contiguous: ContiguousBytes {
    private let secret: SecretBytes

    init(_ secret: SecretBytes) {
        self.secret = secret
    }

    func withUnsafeBytes<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
        try secret.withUnsafeBytes(body)
    }
}
