import Crypto
import CryptoBackend

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The private key of ES256 (RFC 7518 §3.4), held by the library that signs.
struct ES256Key: Sendable {
    static let scalarLength = 32

    private let key: P256.Signing.PrivateKey

    /// - Parameter scalar: The private number, 32 bytes big-endian.
    /// - Throws: What swift-crypto throws if it is zero or not below the group's order.
    init(scalar: SecretBytes) throws {
        key = try scalar.withUnsafeBytes { try P256.Signing.PrivateKey(rawRepresentation: $0) }
    }

    var publicKey: P256.Signing.PublicKey { key.publicKey }

    /// R and S, 32 bytes each.
    func signature(of message: [UInt8]) throws -> [UInt8] {
        [UInt8](try key.signature(for: message).rawRepresentation)
    }

    // PrivateKeyInfo (RFC 5958 §2) around ECPrivateKey (RFC 5915 §3), which for this curve is always the same but for the number:
    //
    //     PrivateKeyInfo ::= SEQUENCE {
    //         version INTEGER (0),
    //         privateKeyAlgorithm SEQUENCE { algorithm OID (id-ecPublicKey), parameters OID (prime256v1) },
    //         privateKey OCTET STRING }    -- the DER of:
    //     ECPrivateKey ::= SEQUENCE { version INTEGER (1), privateKey OCTET STRING (SIZE (32)) }
    private static let prefix = SecretBytes(copying: [
        0x30, 0x41, 0x02, 0x01, 0x00, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE,
        0x3D, 0x03, 0x01, 0x07, 0x04, 0x27, 0x30, 0x25, 0x02, 0x01, 0x01, 0x04, 0x20,
    ])

    /// The content of a file that keeps the key: PKCS#8 DER, which `openssl pkey -inform DER` reads.
    static func file(scalar: SecretBytes) -> SecretBytes {
        SecretBytes(joining: [prefix, scalar])
    }

    /// The private number in such a file, or nil if it is something else.
    static func scalar(inFile content: SecretBytes) -> SecretBytes? {
        guard content.count == prefix.count + scalarLength, content.extracting(0..<prefix.count) == prefix else { return nil }
        return content.extracting(prefix.count..<content.count)
    }
}
