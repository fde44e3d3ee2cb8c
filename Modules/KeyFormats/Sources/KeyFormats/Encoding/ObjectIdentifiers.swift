import SwiftASN1

/// The object identifiers that key files have in them, as swift-asn1 reads them.
enum ObjectIdentifiers {
    /// RFC 8017 A.1.
    static let rsaEncryption: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 1, 1]
    /// RFC 8018 A.4.
    static let pbes2: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 5, 13]
    /// RFC 8018 A.2.
    static let pbkdf2: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 5, 12]
    /// RFC 7914 §7.
    static let scrypt: ASN1ObjectIdentifier = [1, 3, 6, 1, 4, 1, 11591, 4, 11]
    /// RFC 8018 A.3, with DES and with RC2.
    static let pbes1WithMD2: [ASN1ObjectIdentifier] = [[1, 2, 840, 113549, 1, 5, 1], [1, 2, 840, 113549, 1, 5, 4]]
}
