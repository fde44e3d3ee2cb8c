import CryptoBackend
import CryptoExtras

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension DigestAlgorithm {
    /// swift-crypto's function, or nil where it has none.
    var hashFunction: (any HashFunction.Type)? {
        switch self {
        case .md5: Insecure.MD5.self
        case .sha1: Insecure.SHA1.self
        case .sha256: SHA256.self
        case .sha384: SHA384.self
        case .sha512: SHA512.self
        default: nil
        }
    }

    /// The function by the name that PBKDF2 has for it, or nil where it has none.
    var functionOfPBKDF2: KDF.Insecure.PBKDF2.HashFunction? {
        switch self {
        case .md5: .insecureMD5
        case .sha1: .insecureSHA1
        case .sha224: .insecureSHA224
        case .sha256: .sha256
        case .sha384: .sha384
        case .sha512: .sha512
        default: nil
        }
    }
}

// Everything that takes a function which is known only when the program runs.
extension HashFunction {
    /// Writes the digest of a message.
    static func write(digestOf message: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) {
        digest(of: message).withUnsafeBytes { output.copyMemory(from: $0) }
    }

    /// Writes the HMAC of a message.
    static func write(hmacOf message: UnsafeRawBufferPointer, key: SymmetricKey, into output: UnsafeMutableRawBufferPointer) {
        HMAC<Self>.authenticationCode(for: message, using: key).withUnsafeBytes { output.copyMemory(from: $0) }
    }

    /// Signs the digest of a message.
    static func signature(
        of message: [UInt8], by key: _RSA.Signing.PrivateKey, padding: _RSA.Signing.Padding
    ) throws -> [UInt8] {
        let value = message.withUnsafeBytes { digest(of: $0) }
        return Array(try key.signature(for: value, padding: padding).rawRepresentation)
    }

    /// Tells whether a signature is one of the digest of a message.
    static func isValid(
        _ signature: [UInt8], of message: [UInt8], by key: _RSA.Signing.PublicKey, padding: _RSA.Signing.Padding
    ) -> Bool {
        let value = message.withUnsafeBytes { digest(of: $0) }
        return key.isValidSignature(_RSA.Signing.RSASignature(rawRepresentation: signature), for: value, padding: padding)
    }

    private static func digest(of message: UnsafeRawBufferPointer) -> Digest {
        var function = Self()
        function.update(bufferPointer: message)
        return function.finalize()
    }
}

extension RSASignatureScheme {
    /// The scheme's padding by swift-crypto's name. The salt of its PSS is as long as the digest.
    var libraryPadding: _RSA.Signing.Padding {
        switch padding {
        case .pkcs1v15: .insecurePKCS1v1_5
        case .pss: .PSS
        }
    }
}
