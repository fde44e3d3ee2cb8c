import CryptoBackend
import SwiftASN1

/// The parameters of RC2 in PBES2 (RFC 8018 B.2.3).
///
///     RC2-CBC-Parameter ::= SEQUENCE {
///         rc2ParameterVersion  INTEGER OPTIONAL,  -- stands for the effective bits of the key; 32 where it is absent
///         iv                   OCTET STRING (SIZE(8)) }
struct RC2Parameters {
    static let identifier: ASN1ObjectIdentifier = [1, 2, 840, 113549, 3, 2]

    /// What the versions stand for.
    private static let ciphers: [Int: CipherAlgorithm] = [160: .rc2CBC40, 120: .rc2CBC64, 58: .rc2CBC128]

    let cipher: CipherAlgorithm
    let initializationVector: [UInt8]

    init(derEncoded node: ASN1Node) throws {
        let (version, vector) = try DER.sequence(node, identifier: .sequence) { nodes in
            let version: Int? = try DER.optionalImplicitlyTagged(&nodes)
            return (version, try ASN1OctetString(derEncoded: &nodes))
        }
        guard let version, let cipher = RC2Parameters.ciphers[version] else {
            throw KeyFormatError(
                .unsupportedEncryption,
                "the private key is encrypted with RC2 and keys of other lengths than 40, 64 and 128 bits, which isn't read")
        }
        self.cipher = cipher
        initializationVector = Array(vector.bytes)
    }
}
