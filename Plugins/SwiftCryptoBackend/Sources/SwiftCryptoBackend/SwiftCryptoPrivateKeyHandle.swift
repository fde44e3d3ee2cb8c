import CryptoBackend
import CryptoExtras

import struct CryptoBackend.CryptoError

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A private key that BoringSSL signs with. Its numbers lie in BoringSSL's memory, which wipes them when the handle goes.
///
/// BoringSSL takes no key whose numbers don't belong together, blinds the operation, and checks each signature with the public exponent
/// before it gives it away.
struct SwiftCryptoPrivateKeyHandle: RSAPrivateKeyHandle {
    let publicKey: RSAPublicKey
    private let backend: SwiftCryptoBackend
    private let key: _RSA.Signing.PrivateKey

    init(_ key: RSAPrivateKey, backend: SwiftCryptoBackend) throws(CryptoError) {
        publicKey = key.publicKey
        self.backend = backend
        do {
            self.key = try PKCS1Encoding.encode(key).withUnsafeBytes { try _RSA.Signing.PrivateKey(unsafeDERRepresentation: $0) }
        } catch {
            throw CryptoError(.invalidKey, "the numbers of the RSA key don't belong together, so BoringSSL doesn't take it")
        }
    }

    func signature(for message: [UInt8], scheme: RSASignatureScheme) throws(CryptoError) -> [UInt8] {
        let operation = CryptoOperation.sign(scheme, bits: publicKey.bitWidth, exponentBits: publicKey.publicExponentBitWidth)
        try backend.require(operation)
        guard let function = scheme.digest.hashFunction else { throw .unsupported(operation, by: SwiftCryptoBackend.name) }
        let signature = try libraryCall("swift-crypto can't sign with this RSA key") {
            try function.signature(of: message, by: key, padding: scheme.libraryPadding)
        }
        guard signature.count == publicKey.modulusLength else {
            throw CryptoError(.libraryFailure, "swift-crypto made a signature that isn't as long as the modulus")
        }
        return signature
    }
}
