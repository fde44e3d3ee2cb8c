import CryptoBackend
import SwiftASN1

/// The public key of PKCS#1 (RFC 8017 A.1.1), what `openssl rsa -RSAPublicKey_out` writes.
///
///     RSAPublicKey ::= SEQUENCE {
///         modulus           INTEGER,  -- n
///         publicExponent    INTEGER   -- e
///     }
public enum PKCS1PublicKey {
    static let label = "RSA PUBLIC KEY"
    static let format = "PKCS#1 public key"

    /// Reads a PEM file: its first block of that kind.
    ///
    /// - Throws: ``KeyFormatError``: `malformed`, `unrecognized` when there is no such block, `invalidKey`.
    public static func decode(pem: String) throws(KeyFormatError) -> RSAPublicKey {
        try decode(der: PEMBlock.publicContent(of: pem, label: label))
    }

    /// Reads the DER.
    ///
    /// - Throws: ``KeyFormatError``: `malformed`, `invalidKey`.
    public static func decode(der: [UInt8]) throws(KeyFormatError) -> RSAPublicKey {
        try decode(der: der[...])
    }

    static func decode(der: ArraySlice<UInt8>) throws(KeyFormatError) -> RSAPublicKey {
        try withASN1Errors(in: format) {
            let (modulus, exponent) = try DER.sequence(try DER.parse(der), identifier: .sequence) { nodes in
                (
                    try decoding("modulus", in: format) { try ArraySlice<UInt8>(derEncoded: &nodes) },
                    try decoding("public exponent", in: format) { try ArraySlice<UInt8>(derEncoded: &nodes) }
                )
            }
            return try withBackendErrors { () throws(CryptoError) in
                try RSAPublicKey(modulus: modulus, publicExponent: exponent)
            }
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

    static func der(_ key: RSAPublicKey) -> SecretBytes {
        DEREncoder.sequence([DEREncoder.integer(key.modulus), DEREncoder.integer(key.publicExponent)])
    }
}
