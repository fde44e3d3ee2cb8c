import CLibcrypto
import CryptoBackend

/// A private key that libcrypto signs with. Its numbers lie in libcrypto's memory, which wipes them when the handle goes.
///
/// libcrypto blinds the operation, and checks the result of the Chinese remainder theorem with the public exponent: where it is wrong, it
/// calculates again with the private exponent alone.
final class OpenSSLPrivateKeyHandle: RSAPrivateKeyHandle {
    let publicKey: RSAPublicKey
    private let contexts: SignatureContexts

    init(_ key: RSAPrivateKey, backend: OpenSSLBackend) throws(CryptoError) {
        publicKey = key.publicKey
        let (bits, exponentBits) = (key.publicKey.bitWidth, key.publicKey.publicExponentBitWidth)
        contexts = SignatureContexts(key: try RSAKey(key), operation: .sign) { scheme throws(CryptoError) in
            try backend.require(.sign(scheme, bits: bits, exponentBits: exponentBits))
        }
    }

    func signature(for message: [UInt8], scheme: RSASignatureScheme) throws(CryptoError) -> [UInt8] {
        try withEmptyErrorQueue { () throws(CryptoError) in
            try contexts.withContext(for: message, scheme: scheme) { context, digest throws(CryptoError) in
                var signature = [UInt8](repeating: 0, count: publicKey.modulusLength)
                var length = signature.count
                guard EVP_PKEY_sign(context, &signature, &length, digest, digest.count) == 1, length == signature.count else {
                    throw libraryFailure("libcrypto can't sign with this RSA key")
                }
                return signature
            }
        }
    }
}
