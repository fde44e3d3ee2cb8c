import CLibcrypto
import CryptoBackend

/// A public key that libcrypto verifies with.
final class OpenSSLPublicKeyHandle: RSAPublicKeyHandle {
    let publicKey: RSAPublicKey
    private let contexts: SignatureContexts

    init(_ key: RSAPublicKey, backend: OpenSSLBackend) throws(CryptoError) {
        publicKey = key
        let (bits, exponentBits) = (key.bitWidth, key.publicExponentBitWidth)
        contexts = SignatureContexts(key: try RSAKey(key), operation: .verify) { scheme throws(CryptoError) in
            try backend.require(.verify(scheme, bits: bits, exponentBits: exponentBits))
        }
    }

    func isValidSignature(_ signature: [UInt8], for message: [UInt8], scheme: RSASignatureScheme) throws(CryptoError) -> Bool {
        try withEmptyErrorQueue { () throws(CryptoError) in
            try contexts.withContext(for: message, scheme: scheme) { context, digest throws(CryptoError) in
                // The library refuses these two as well, but not every version of it in the same way.
                guard signature.count == publicKey.modulusLength, signature.lexicographicallyPrecedes(publicKey.modulus) else {
                    return false
                }
                if EVP_PKEY_verify(context, signature, signature.count, digest, digest.count) == 1 { return true }
                // A signature that is wrong leaves errors too, about its padding or its digest.
                if let reason = takeFatalReason() { throw CryptoError(.libraryFailure, "libcrypto can't verify a signature: \(reason)") }
                return false
            }
        }
    }
}
