import CryptoBackend
import JWTKit

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The key of RS256 (RFC 7518 §3.3), held by the backend.
struct RS256Key: JWTAlgorithm {
    private let privateKey: any RSAPrivateKeyHandle
    private let publicKey: any RSAPublicKeyHandle

    init(_ key: RSAPrivateKey, backend: any RSAOperations) throws(CryptoError) {
        privateKey = try backend.makePrivateKeyHandle(for: key)
        publicKey = try backend.makePublicKeyHandle(for: key.publicKey)
    }

    var name: String { TokenAlgorithm.rs256.name }

    func sign(_ plaintext: some DataProtocol) throws -> [UInt8] {
        try privateKey.signature(for: [UInt8](plaintext), scheme: .pkcs1v15SHA256)
    }

    func verify(_ signature: some DataProtocol, signs plaintext: some DataProtocol) throws -> Bool {
        try publicKey.isValidSignature([UInt8](signature), for: [UInt8](plaintext), scheme: .pkcs1v15SHA256)
    }
}
