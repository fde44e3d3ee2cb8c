import CryptoBackend
import SwiftASN1

/// The private key of PKCS#8 (RFC 5208 §5, RFC 5958 §2), what `openssl genrsa` writes.
///
///     OneAsymmetricKey ::= SEQUENCE {
///         version                   Version,  -- v1(0), v2(1)
///         privateKeyAlgorithm       AlgorithmIdentifier,
///         privateKey                OCTET STRING,  -- RSAPrivateKey
///         attributes            [0] IMPLICIT SET OF Attribute OPTIONAL,
///         publicKey             [1] IMPLICIT BIT STRING OPTIONAL  -- with v2; RSAPublicKey
///     }
struct PKCS8PrivateKey: PrivateKeyReading, PrivateKeyWriting {
    static let label = "PRIVATE KEY"
    static let writtenFormats = [PrivateKeyFormat.pkcs8, .pkcs8DER]
    private static let name = "PKCS#8 private key"

    let format: PrivateKeyFormat
    let encryption: KeyEncryption? = nil
    let comment: String? = nil
    let key: RSAPrivateKey
    /// Whether it is of version 1 and without attributes: what is written.
    private let isPlain: Bool

    var publicKey: RSAPublicKey? { key.publicKey }

    init?(_ candidate: KeyCandidate) throws(KeyFormatError) {
        switch candidate {
        case .pem(let block) where block.label == PKCS8PrivateKey.label:
            let der = try block.decode()
            if DERKind(of: der) == .pkcs1PrivateKey {
                try self.init(pkcs1: der)
            } else {
                try self.init(der: der, format: .pkcs8)
            }
        case .file(let der) where DERKind(of: der) == .pkcs8PrivateKey: try self.init(der: der, format: .pkcs8DER)
        default: return nil
        }
    }

    /// Takes PKCS#1 under the label of PKCS#8 for what it is.
    private init(pkcs1 der: SecretBytes) throws(KeyFormatError) {
        key = try PKCS1PrivateKey.decode(der, format: PKCS8PrivateKey.name)
        format = .pkcs1
        isPlain = false
    }

    init(der: SecretBytes, format: PrivateKeyFormat) throws(KeyFormatError) {
        self.format = format
        let name = PKCS8PrivateKey.name
        var outer = DERReader(der, format: name)
        var reader = try outer.read(.sequence, "key")
        try outer.requireEnd("file")
        let version = try reader.version()
        guard version <= 1 else { throw reader.malformed("there is an unknown version") }
        let algorithm = try reader.encodedNode(.sequence, "algorithm")
        try withASN1Errors(in: name) { try AlgorithmIdentifier(derEncoded: algorithm).requireRSA(in: name) }
        key = try PKCS1PrivateKey.decode(try reader.secretContent(.octetString, "private key"), format: name)
        isPlain = version == 0 && reader.isAtEnd
        if reader.isNext(.attributes) { _ = try reader.read(.attributes, "attributes") }
        if version == 1, reader.isNext(.publicKey) {
            let bits = try reader.content(.publicKey, "public key")
            // A BIT STRING begins with the number of bits that its last byte doesn't count.
            guard bits.first == 0 else { throw reader.malformed("the public key in front isn't made of whole bytes") }
            guard try PKCS1PublicKey.decode(der: bits[1...]) == key.publicKey else {
                throw KeyFormatError(.invalidKey, "the public key in the PKCS#8 file isn't that of its private key")
            }
        }
        try reader.requireEnd("key")
    }

    func open(
        passphrase: SecretBytes, using crypto: any KeyOpening, limits: KeyDerivationLimits
    ) throws(KeyFormatError) -> OpenedPrivateKey {
        try withBackendErrors { () throws(CryptoError) in try crypto.checkConsistency(of: key) }
        return OpenedPrivateKey(key: key, isWrittenAsRead: isPlain)
    }

    func configure(_ writer: inout PrivateKeyWriter, for key: OpenedPrivateKey) -> Bool { isPlain }

    static func write(
        _ key: RSAPrivateKey, as options: PrivateKeyWriter, using crypto: any KeyWriting
    ) throws(KeyFormatError) -> SecretBytes {
        var (label, der) = (label, encode(key))
        if let passphrase = options.passphrase {
            label = EncryptedPKCS8PrivateKey.label
            der = try EncryptedPKCS8PrivateKey.encode(der, passphrase: passphrase, as: options, using: crypto)
        }
        return options.format == .pkcs8DER ? der : PEMBlock.write(label: label, der)
    }

    /// Version 1, without attributes: what openssl writes.
    private static func encode(_ key: RSAPrivateKey) -> SecretBytes {
        DEREncoder.sequence([
            DEREncoder.integer(0), DEREncoder.rsaEncryption, DEREncoder.octetString(PKCS1PrivateKey.encode(key)),
        ])
    }
}
