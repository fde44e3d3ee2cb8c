import CryptoBackend
import CryptoExtras

import struct CryptoBackend.CryptoError

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A public key that BoringSSL verifies with.
struct SwiftCryptoPublicKeyHandle: RSAPublicKeyHandle {
    let publicKey: RSAPublicKey
    private let backend: SwiftCryptoBackend
    private let key: _RSA.Signing.PublicKey

    init(_ key: RSAPublicKey, backend: SwiftCryptoBackend) throws(CryptoError) {
        publicKey = key
        self.backend = backend
        self.key = try libraryCall("swift-crypto doesn't take the RSA key") {
            try PKCS1Encoding.encode(key).withUnsafeBytes { try _RSA.Signing.PublicKey(unsafeDERRepresentation: $0) }
        }
    }

    func isValidSignature(_ signature: [UInt8], for message: [UInt8], scheme: RSASignatureScheme) throws(CryptoError) -> Bool {
        try backend.require(.verify(scheme, bits: publicKey.bitWidth, exponentBits: publicKey.publicExponentBitWidth))
        guard let function = scheme.digest.hashFunction else { return false }
        // BoringSSL refuses all three as well.
        guard signature.count == publicKey.modulusLength, signature.lexicographicallyPrecedes(publicKey.modulus),
            publicKey.bitWidth >= scheme.smallestModulus
        else { return false }
        return function.isValid(signature, of: message, by: key, padding: scheme.libraryPadding)
    }
}
