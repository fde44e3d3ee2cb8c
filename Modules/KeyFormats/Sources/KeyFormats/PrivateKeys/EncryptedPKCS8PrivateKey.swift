import CryptoBackend
import SwiftASN1

/// The encrypted private key of PKCS#8 (RFC 5208 §6, RFC 5958 §3), what `openssl pkcs8 -topk8` writes.
///
///     EncryptedPrivateKeyInfo ::= SEQUENCE {
///         encryptionAlgorithm  AlgorithmIdentifier,
///         encryptedData        OCTET STRING }  -- of a padded OneAsymmetricKey
struct EncryptedPKCS8PrivateKey: PrivateKeyReading {
    static let label = "ENCRYPTED PRIVATE KEY"
    static let name = "encrypted PKCS#8 private key"
    private static let saltLength = 16

    let format: PrivateKeyFormat
    let publicKey: RSAPublicKey? = nil
    let comment: String? = nil
    private let scheme: any PasswordBasedEncryption
    private let ciphertext: [UInt8]

    var encryption: KeyEncryption? { scheme.encryption }

    init?(_ candidate: KeyCandidate) throws(KeyFormatError) {
        switch candidate {
        case .pem(let block) where block.label == EncryptedPKCS8PrivateKey.label: try self.init(der: try block.decode(), format: .pkcs8)
        case .file(let der) where DERKind(of: der) == .encryptedPKCS8PrivateKey: try self.init(der: der, format: .pkcs8DER)
        default: return nil
        }
    }

    private init(der: SecretBytes, format: PrivateKeyFormat) throws(KeyFormatError) {
        self.format = format
        // Nothing here is a secret yet: the private key is in the encrypted data.
        let der = der.withUnsafeBytes { Array($0) }
        let name = EncryptedPKCS8PrivateKey.name
        (scheme, ciphertext) = try withASN1Errors(in: name) {
            try DER.sequence(try DER.parse(der), identifier: .sequence) { nodes in
                let algorithm = try decoding("encryption algorithm", in: name) { try AlgorithmIdentifier(derEncoded: &nodes) }
                let data = try decoding("encrypted data", in: name) { try ASN1OctetString(derEncoded: &nodes) }
                return (try EncryptedPKCS8PrivateKey.scheme(algorithm), Array(data.bytes))
            }
        }
        guard !ciphertext.isEmpty, ciphertext.count % scheme.cipher.blockLength == 0 else {
            throw KeyFormatError(
                .malformed,
                "damaged \(name): its \(ciphertext.count) encrypted bytes aren't whole blocks of \(scheme.cipher.blockLength)")
        }
    }

    private static func scheme(_ algorithm: AlgorithmIdentifier) throws -> any PasswordBasedEncryption {
        if algorithm.algorithm == ObjectIdentifiers.pbes2, let parameters = algorithm.parameters {
            return try decoding("parameters of PBES2", in: name) { try PBES2(derEncoded: parameters) }
        }
        if let scheme = try PBES1(algorithm, in: name) { return scheme }
        if let scheme = try PKCS12Encryption(algorithm, in: name) { return scheme }
        let scheme =
            ObjectIdentifiers.pbes1WithMD2.contains(algorithm.algorithm)
            ? "PBES1 with MD2, which no library has any more" : "a scheme that isn't known (\(algorithm.dotted))"
        throw KeyFormatError(.unsupportedEncryption, "the private key is encrypted with \(scheme)")
    }

    func open(
        passphrase: SecretBytes, using crypto: any KeyOpening, limits: KeyDerivationLimits
    ) throws(KeyFormatError) -> OpenedPrivateKey {
        try scheme.checkCosts(limits)
        let der = try scheme.decrypt(ciphertext, passphrase: passphrase, using: crypto)
        let content: PKCS8PrivateKey
        do throws(KeyFormatError) {
            content = try PKCS8PrivateKey(der: der, format: format)
        } catch {
            // One wrong passphrase in 256 leaves a padding that fits, and then what was decrypted makes no sense.
            throw error.code == .malformed ? .wrongPassphraseOrDamage : error
        }
        return try content.open(passphrase: SecretBytes(), using: crypto, limits: limits)
    }

    /// Encodes what openssl writes with `-v2 aes-256-cbc -v2prf hmacWithSHA256`, or with `-scrypt`.
    static func encode(
        _ privateKeyInfo: SecretBytes, passphrase: SecretBytes, as options: PrivateKeyWriter, using crypto: any KeyWriting
    ) throws(KeyFormatError) -> SecretBytes {
        guard options.pbkdf2Rounds > 0 else {
            throw KeyFormatError(.invalidParameter, "PBKDF2 takes at least one round, not \(options.pbkdf2Rounds)")
        }
        let cipher = PBES2.writtenCipher
        let scheme = PBES2(
            derivation: options.scrypt.map { .scrypt($0) } ?? .pbkdf2(PBES2.writtenDigest, rounds: options.pbkdf2Rounds),
            salt: try options.given(options.salt, orRandom: saltLength, using: crypto), cipher: cipher,
            initializationVector: try options.given(
                options.initializationVector, orRandom: cipher.initializationVectorLength, using: crypto))
        let ciphertext = try scheme.encrypt(privateKeyInfo, passphrase: passphrase, using: crypto)
        return DEREncoder.sequence([scheme.der, DEREncoder.octetString(ciphertext)])
    }

    func configure(_ writer: inout PrivateKeyWriter, for key: OpenedPrivateKey) -> Bool {
        guard let scheme = scheme as? PBES2, key.isWrittenAsRead else { return false }
        return scheme.configure(&writer)
    }
}
