import CryptoBackend

/// The private key of PKCS#1 (RFC 8017 A.1.2), what `openssl rsa -traditional` writes.
///
///     RSAPrivateKey ::= SEQUENCE {
///         version           Version,  -- two-prime(0), multi(1)
///         modulus           INTEGER,  -- n
///         publicExponent    INTEGER,  -- e
///         privateExponent   INTEGER,  -- d
///         prime1            INTEGER,  -- p
///         prime2            INTEGER,  -- q
///         exponent1         INTEGER,  -- d mod (p-1)
///         exponent2         INTEGER,  -- d mod (q-1)
///         coefficient       INTEGER,  -- (inverse of q) mod p
///         otherPrimeInfos   OtherPrimeInfos OPTIONAL
///     }
struct PKCS1PrivateKey: PrivateKeyReading, PrivateKeyWriting {
    static let label = "RSA PRIVATE KEY"
    static let writtenFormats = [PrivateKeyFormat.pkcs1, .pkcs1Encrypted, .pkcs1DER]

    private static let name = "PKCS#1 private key"
    /// The cipher of the encrypted files that are written.
    private static let writtenCipher = CipherAlgorithm.aes256CBC

    private enum Content {
        case plain(RSAPrivateKey)
        case encrypted(SecretBytes, TraditionalPEMEncryption)
    }

    let format: PrivateKeyFormat
    let comment: String? = nil
    private let content: Content

    var publicKey: RSAPublicKey? {
        if case .plain(let key) = content { key.publicKey } else { nil }
    }

    var encryption: KeyEncryption? {
        if case .encrypted(_, let encryption) = content { encryption.encryption } else { nil }
    }

    init?(_ candidate: KeyCandidate) throws(KeyFormatError) {
        switch candidate {
        case .pem(let block) where block.label == PKCS1PrivateKey.label:
            if let encryption = try TraditionalPEMEncryption(block) {
                format = .pkcs1Encrypted
                content = .encrypted(try block.decode(), encryption)
            } else {
                let der = try block.decode()
                // The reference tools take the content for what it is, whichever of the two labels it has.
                let isPKCS8 = DERKind(of: der) == .pkcs8PrivateKey
                format = isPKCS8 ? .pkcs8 : .pkcs1
                content = .plain(
                    isPKCS8
                        ? try PKCS8PrivateKey(der: der, format: .pkcs8).key
                        : try PKCS1PrivateKey.decode(der, format: PKCS1PrivateKey.name))
            }
        case .file(let der) where DERKind(of: der) == .pkcs1PrivateKey:
            format = .pkcs1DER
            content = .plain(try PKCS1PrivateKey.decode(der, format: PKCS1PrivateKey.name))
        default:
            return nil
        }
    }

    func open(
        passphrase: SecretBytes, using crypto: any KeyOpening, limits: KeyDerivationLimits
    ) throws(KeyFormatError) -> OpenedPrivateKey {
        let key: RSAPrivateKey
        switch content {
        case .plain(let plain):
            key = plain
        case .encrypted(let ciphertext, let encryption):
            // openssl asks for four characters at least, so no file was ever written with an empty one.
            guard !passphrase.isEmpty else { throw .passphraseNeeded }
            let der = try encryption.decrypt(ciphertext, passphrase: passphrase, using: crypto)
            do throws(KeyFormatError) {
                key = try PKCS1PrivateKey.decode(der, format: PKCS1PrivateKey.name)
            } catch {
                throw error.code == .malformed ? .wrongPassphraseOrDamage : error
            }
        }
        try withBackendErrors { () throws(CryptoError) in try crypto.checkConsistency(of: key) }
        return OpenedPrivateKey(key: key)
    }

    func configure(_ writer: inout PrivateKeyWriter, for key: OpenedPrivateKey) -> Bool {
        guard case .encrypted(_, let encryption) = content else { return format != .pkcs8 }
        writer.initializationVector = encryption.initializationVector
        return encryption.cipher == PKCS1PrivateKey.writtenCipher
    }

    static func write(
        _ key: RSAPrivateKey, as options: PrivateKeyWriter, using crypto: any KeyWriting
    ) throws(KeyFormatError) -> SecretBytes {
        switch options.format {
        case .pkcs1Encrypted:
            guard let passphrase = options.passphrase else {
                throw KeyFormatError(
                    .invalidParameter, "the format \(options.format.name) is written with a passphrase, and none was given")
            }
            let cipher = writtenCipher
            let encryption = try TraditionalPEMEncryption(
                cipher: cipher,
                initializationVector: try options.given(
                    options.initializationVector, orRandom: cipher.initializationVectorLength, using: crypto))
            let ciphertext = try encryption.encrypt(encode(key), passphrase: passphrase, using: crypto)
            return PEMBlock.write(label: label, headers: encryption.headers, SecretBytes(copying: ciphertext))
        default:
            guard options.passphrase == nil else {
                throw KeyFormatError(
                    .invalidParameter, "\(options.format) isn't written with a passphrase; take the format pkcs8 or openssh")
            }
            return options.format == .pkcs1DER ? encode(key) : PEMBlock.write(label: label, encode(key))
        }
    }

    /// Reads the structure.
    ///
    /// - Parameter format: What it is a part of, for the messages of errors.
    static func decode(_ der: SecretBytes, format: String) throws(KeyFormatError) -> RSAPrivateKey {
        var outer = DERReader(der, format: format)
        var reader = try outer.read(.sequence, "key")
        try outer.requireEnd("file")
        let version = try reader.version()
        guard version == 0 else { throw version == 1 ? OtherKeyTypes.multiPrime : reader.malformed("there is an unknown version") }
        let modulus = try reader.positiveInteger("modulus")
        let publicExponent = try reader.positiveInteger("public exponent")
        let privateExponent = try reader.positiveInteger("private exponent")
        let prime1 = try reader.positiveInteger("first prime")
        let prime2 = try reader.positiveInteger("second prime")
        let exponent1 = try reader.positiveInteger("first CRT exponent")
        let exponent2 = try reader.positiveInteger("second CRT exponent")
        let coefficient = try reader.positiveInteger("CRT coefficient")
        try reader.requireEnd("key")
        return try withBackendErrors { () throws(CryptoError) in
            try RSAPrivateKey(
                publicKey: try RSAPublicKey(
                    modulus: modulus.withUnsafeBytes { Array($0) }, publicExponent: publicExponent.withUnsafeBytes { Array($0) }),
                privateExponent: privateExponent, prime1: prime1, prime2: prime2,
                exponent1: exponent1, exponent2: exponent2, coefficient: coefficient)
        }
    }

    static func encode(_ key: RSAPrivateKey) -> SecretBytes {
        DEREncoder.sequence([
            DEREncoder.integer(0),
            DEREncoder.integer(key.publicKey.modulus), DEREncoder.integer(key.publicKey.publicExponent),
            DEREncoder.integer(key.privateExponent), DEREncoder.integer(key.prime1), DEREncoder.integer(key.prime2),
            DEREncoder.integer(key.exponent1), DEREncoder.integer(key.exponent2), DEREncoder.integer(key.coefficient),
        ])
    }
}
