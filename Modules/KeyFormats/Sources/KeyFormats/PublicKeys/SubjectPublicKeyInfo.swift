import CryptoBackend
import SwiftASN1

/// The public key of X.509 (RFC 5280 §4.1, RFC 3279 §2.3.1), what `openssl rsa -pubout` writes.
///
///     SubjectPublicKeyInfo  ::=  SEQUENCE  {
///         algorithm            AlgorithmIdentifier,
///         subjectPublicKey     BIT STRING  }
public enum SubjectPublicKeyInfo {
    static let label = "PUBLIC KEY"
    static let format = "SubjectPublicKeyInfo public key"

    /// Reads a PEM file: its first block of that kind.
    ///
    /// - Throws: ``KeyFormatError``: `malformed`, `unrecognized` when there is no such block, `unsupportedKeyType`, `invalidKey`.
    public static func decode(pem: String) throws(KeyFormatError) -> RSAPublicKey {
        try decode(der: PEMBlock.publicContent(of: pem, label: label))
    }

    /// Reads the DER.
    ///
    /// - Throws: ``KeyFormatError``: `malformed`, `unsupportedKeyType`, `invalidKey`.
    public static func decode(der: [UInt8]) throws(KeyFormatError) -> RSAPublicKey {
        try withASN1Errors(in: format) {
            let bits = try DER.sequence(try DER.parse(der), identifier: .sequence) { nodes in
                let algorithm = try decoding("algorithm", in: format) { try AlgorithmIdentifier(derEncoded: &nodes) }
                try algorithm.requireRSA(in: format)
                return try decoding("subject public key", in: format) { try ASN1BitString(derEncoded: &nodes) }
            }
            guard bits.paddingBits == 0 else {
                throw KeyFormatError(.malformed, "damaged \(format): the subject public key isn't made of whole bytes")
            }
            return try PKCS1PublicKey.decode(der: bits.bytes)
        }
    }

    /// The DER of a key.
    public static func encodeDER(_ key: RSAPublicKey) -> [UInt8] {
        der(key).withUnsafeBytes { Array($0) }
    }

    /// The PEM file of a key, as openssl writes it.
    public static func encodePEM(_ key: RSAPublicKey) -> String {
        PEMBlock.write(label: label, der(key)).withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    }

    private static func der(_ key: RSAPublicKey) -> SecretBytes {
        DEREncoder.sequence([DEREncoder.rsaEncryption, DEREncoder.bitString(PKCS1PublicKey.der(key))])
    }
}
