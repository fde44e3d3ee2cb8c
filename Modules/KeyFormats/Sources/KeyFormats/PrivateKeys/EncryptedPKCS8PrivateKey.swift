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

    /// Schemes of one fixed cipher each (RFC 8018 A.3, RFC 7292 C), which PBES2 took the place of.
    private static let otherSchemes: [ASN1ObjectIdentifier: String] = [
        [1, 2, 840, 113549, 1, 5, 1]: "PBES1 with MD2 and DES", [1, 2, 840, 113549, 1, 5, 3]: "PBES1 with MD5 and DES",
        [1, 2, 840, 113549, 1, 5, 4]: "PBES1 with MD2 and RC2", [1, 2, 840, 113549, 1, 5, 6]: "PBES1 with MD5 and RC2",
        [1, 2, 840, 113549, 1, 5, 10]: "PBES1 with SHA-1 and DES", [1, 2, 840, 113549, 1, 5, 11]: "PBES1 with SHA-1 and RC2",
        [1, 2, 840, 113549, 1, 12, 1, 1]: "the PKCS#12 scheme with SHA-1 and 128-bit RC4",
        [1, 2, 840, 113549, 1, 12, 1, 2]: "the PKCS#12 scheme with SHA-1 and 40-bit RC4",
        [1, 2, 840, 113549, 1, 12, 1, 3]: "the PKCS#12 scheme with SHA-1 and triple DES",
        [1, 2, 840, 113549, 1, 12, 1, 4]: "the PKCS#12 scheme with SHA-1 and triple DES of two keys",
        [1, 2, 840, 113549, 1, 12, 1, 5]: "the PKCS#12 scheme with SHA-1 and 128-bit RC2",
        [1, 2, 840, 113549, 1, 12, 1, 6]: "the PKCS#12 scheme with SHA-1 and 40-bit RC2",
    ]

    let format: PrivateKeyFormat
    let publicKey: RSAPublicKey? = nil
    let comment: String? = nil
    private let scheme: PBES2
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

    private static func scheme(_ algorithm: AlgorithmIdentifier) throws -> PBES2 {
        guard algorithm.algorithm == ObjectIdentifiers.pbes2, let parameters = algorithm.parameters else {
            throw KeyFormatError(
                .unsupportedEncryption,
                "the private key is encrypted with \(otherSchemes[algorithm.algorithm] ?? "a scheme that isn't known (\(algorithm.dotted))"), "
                    + "which isn't read; `openssl pkcs8 -topk8 -in FILE -out NEW` converts it where openssl has the cipher")
        }
        return try decoding("parameters of PBES2", in: name) { try PBES2(derEncoded: parameters) }
    }

    func open(
        passphrase: SecretBytes, using crypto: any KeyOpening, limits: KeyDerivationLimits
    ) throws(KeyFormatError) -> OpenedPrivateKey {
        try scheme.checkCosts(limits)
        let key = try scheme.key(of: passphrase, using: crypto)
        let padded = try withBackendErrors { () throws(CryptoError) in
            try crypto.decrypt(ciphertext, with: scheme.cipher, key: key, initializationVector: scheme.initializationVector)
        }
        guard let der = BlockPadding.remove(from: padded, blockLength: scheme.cipher.blockLength) else { throw .wrongPassphraseOrDamage }
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
        let cipher = CipherAlgorithm.aes256CBC
        let scheme = PBES2(
            derivation: options.scrypt.map { .scrypt($0) } ?? .pbkdf2(.sha256, rounds: options.pbkdf2Rounds),
            salt: try options.given(options.salt, orRandom: saltLength, using: crypto), cipher: cipher,
            initializationVector: try options.given(
                options.initializationVector, orRandom: cipher.initializationVectorLength, using: crypto))
        let key = try scheme.key(of: passphrase, using: crypto)
        let ciphertext = try withBackendErrors { () throws(CryptoError) in
            try crypto.encrypt(
                BlockPadding.add(to: privateKeyInfo, blockLength: cipher.blockLength), with: cipher, key: key,
                initializationVector: scheme.initializationVector)
        }
        return DEREncoder.sequence([scheme.der, DEREncoder.octetString(ciphertext)])
    }
}
