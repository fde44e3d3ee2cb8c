import CryptoBackend
import SwiftASN1

/// Password-based encryption scheme 2 (RFC 8018 §6.2 and A.4): a key derivation function and a cipher in CBC mode.
///
///     PBES2-params ::= SEQUENCE {
///         keyDerivationFunc  AlgorithmIdentifier,
///         encryptionScheme   AlgorithmIdentifier }  -- its parameters are the initialization vector, an OCTET STRING
struct PBES2: PasswordBasedEncryption {
    /// How the key is made of the passphrase.
    enum Derivation: Sendable {
        case pbkdf2(DigestAlgorithm, rounds: Int)
        case scrypt(ScryptParameters)
    }

    /// RFC 8018 B.1.2.
    static let digests: [(identifier: ASN1ObjectIdentifier, digest: DigestAlgorithm)] = [
        ([1, 2, 840, 113549, 2, 7], .sha1), ([1, 2, 840, 113549, 2, 8], .sha224), ([1, 2, 840, 113549, 2, 9], .sha256),
        ([1, 2, 840, 113549, 2, 10], .sha384), ([1, 2, 840, 113549, 2, 11], .sha512),
    ]

    /// RFC 8018 B.2, and NIST's register for AES.
    static let ciphers: [(identifier: ASN1ObjectIdentifier, cipher: CipherAlgorithm)] = [
        ([2, 16, 840, 1, 101, 3, 4, 1, 2], .aes128CBC), ([2, 16, 840, 1, 101, 3, 4, 1, 22], .aes192CBC),
        ([2, 16, 840, 1, 101, 3, 4, 1, 42], .aes256CBC), ([1, 2, 840, 113549, 3, 7], .tripleDESCBC),
        ([1, 3, 14, 3, 2, 7], .desCBC),
    ]

    private static let format = EncryptedPKCS8PrivateKey.name

    let derivation: Derivation
    let salt: [UInt8]
    let cipher: CipherAlgorithm
    let initializationVector: [UInt8]
    /// Whether the length of the derived key is given too, which openssl does for RC2 alone.
    let hasKeyLength: Bool

    init(derivation: Derivation, salt: [UInt8], cipher: CipherAlgorithm, initializationVector: [UInt8]) {
        self.derivation = derivation
        self.salt = salt
        self.cipher = cipher
        self.initializationVector = initializationVector
        hasKeyLength = false
    }

    var encryption: KeyEncryption {
        switch derivation {
        case .pbkdf2(let digest, let rounds): KeyEncryption(cipher: cipher.name, kdf: "PBKDF2 with HMAC-\(digest)", rounds: rounds)
        case .scrypt(let parameters): KeyEncryption(cipher: cipher.name, scrypt: parameters)
        }
    }

    // MARK: - Using it

    func secrets(of passphrase: SecretBytes, using crypto: any KeyDerivation) throws(KeyFormatError) -> CipherSecrets {
        let key = try withBackendErrors { () throws(CryptoError) in
            switch derivation {
            case .pbkdf2(let digest, let rounds):
                try crypto.pbkdf2(digest, passphrase: passphrase, salt: salt, rounds: rounds, outputLength: cipher.keyLength)
            case .scrypt(let parameters):
                try crypto.scrypt(parameters, passphrase: passphrase, salt: salt, outputLength: cipher.keyLength)
            }
        }
        return CipherSecrets(key: key, initializationVector: initializationVector)
    }

    func checkCosts(_ limits: KeyDerivationLimits) throws(KeyFormatError) {
        switch derivation {
        case .pbkdf2(_, let rounds): try limits.require(rounds, atMost: limits.pbkdf2Rounds, "rounds of PBKDF2")
        case .scrypt(let parameters): try limits.require(parameters)
        }
    }

    // MARK: - Reading it

    /// Reads the parameters of the algorithm.
    init(derEncoded parameters: ASN1Node) throws {
        let (derivation, scheme) = try DER.sequence(parameters, identifier: .sequence) { nodes in
            (try AlgorithmIdentifier(derEncoded: &nodes), try AlgorithmIdentifier(derEncoded: &nodes))
        }
        (cipher, initializationVector) = try decoding("parameters of the cipher", in: PBES2.format) {
            try PBES2.cipher(scheme)
        }
        guard initializationVector.count == cipher.initializationVectorLength else {
            throw KeyFormatError(
                .malformed, "damaged \(PBES2.format): the initialization vector of \(cipher) has \(initializationVector.count) bytes")
        }
        let keyLength: Int?
        switch derivation.algorithm {
        case ObjectIdentifiers.pbkdf2:
            (self.derivation, salt, keyLength) = try decoding("parameters of PBKDF2", in: PBES2.format) {
                try PBES2.pbkdf2(try PBES2.parameters(of: derivation))
            }
        case ObjectIdentifiers.scrypt:
            (self.derivation, salt, keyLength) = try decoding("parameters of scrypt", in: PBES2.format) {
                try PBES2.scrypt(try PBES2.parameters(of: derivation))
            }
        default:
            throw KeyFormatError(
                .unsupportedEncryption, "the private key is encrypted with a key derivation that isn't read (\(derivation.dotted))")
        }
        hasKeyLength = keyLength != nil
        guard keyLength == nil || keyLength == cipher.keyLength else {
            throw KeyFormatError(.malformed, "damaged \(PBES2.format): the length of the derived key isn't that of \(cipher)")
        }
    }

    private static func cipher(_ scheme: AlgorithmIdentifier) throws -> (CipherAlgorithm, initializationVector: [UInt8]) {
        if scheme.algorithm == RC2Parameters.identifier {
            let parameters = try RC2Parameters(derEncoded: try parameters(of: scheme))
            return (parameters.cipher, parameters.initializationVector)
        }
        guard let cipher = ciphers.first(where: { $0.identifier == scheme.algorithm })?.cipher else {
            throw KeyFormatError(.unsupportedEncryption, "the private key is encrypted with a cipher that isn't read (\(scheme.dotted))")
        }
        return (cipher, Array(try ASN1OctetString(derEncoded: try parameters(of: scheme)).bytes))
    }

    private static func parameters(of algorithm: AlgorithmIdentifier) throws -> ASN1Node {
        guard let parameters = algorithm.parameters else {
            throw KeyFormatError(.malformed, "damaged \(format): the algorithm \(algorithm.dotted) has no parameters")
        }
        return parameters
    }

    /// RFC 8018 A.2:
    ///
    ///     PBKDF2-params ::= SEQUENCE {
    ///         salt            CHOICE { specified OCTET STRING, otherSource AlgorithmIdentifier },
    ///         iterationCount  INTEGER (1..MAX),
    ///         keyLength       INTEGER (1..MAX) OPTIONAL,
    ///         prf             AlgorithmIdentifier DEFAULT algid-hmacWithSHA1 }
    private static func pbkdf2(_ parameters: ASN1Node) throws -> (Derivation, salt: [UInt8], keyLength: Int?) {
        try DER.sequence(parameters, identifier: .sequence) { nodes in
            let salt = try ASN1OctetString(derEncoded: &nodes)
            let rounds = try positive("count of rounds", &nodes)
            let keyLength: Int? = try DER.optionalImplicitlyTagged(&nodes)
            guard let prf = nodes.next() else { return (.pbkdf2(.sha1, rounds: rounds), Array(salt.bytes), keyLength) }
            let identifier = try AlgorithmIdentifier(derEncoded: prf)
            guard let digest = digests.first(where: { $0.identifier == identifier.algorithm })?.digest, identifier.hasNoParameters else {
                throw KeyFormatError(
                    .unsupportedEncryption,
                    "the private key is encrypted with a function for PBKDF2 that isn't read (\(identifier.dotted))")
            }
            return (.pbkdf2(digest, rounds: rounds), Array(salt.bytes), keyLength)
        }
    }

    /// RFC 7914 §7.1:
    ///
    ///     scrypt-params ::= SEQUENCE {
    ///         salt                      OCTET STRING,
    ///         costParameter             INTEGER (1..MAX),
    ///         blockSize                 INTEGER (1..MAX),
    ///         parallelizationParameter  INTEGER (1..MAX),
    ///         keyLength                 INTEGER (1..MAX) OPTIONAL }
    private static func scrypt(_ parameters: ASN1Node) throws -> (Derivation, salt: [UInt8], keyLength: Int?) {
        try DER.sequence(parameters, identifier: .sequence) { nodes in
            let salt = try ASN1OctetString(derEncoded: &nodes)
            let parameters = ScryptParameters(
                cost: try positive("N of scrypt", &nodes), blockSize: try positive("r of scrypt", &nodes),
                parallelization: try positive("p of scrypt", &nodes))
            guard parameters.cost > 1, parameters.cost & (parameters.cost - 1) == 0 else {
                throw KeyFormatError(
                    .malformed, "damaged \(format): the N of scrypt is \(parameters.cost), which is no power of two above 1")
            }
            return (.scrypt(parameters), Array(salt.bytes), try DER.optionalImplicitlyTagged(&nodes))
        }
    }

    private static func positive(_ what: String, _ nodes: inout ASN1NodeCollection.Iterator) throws -> Int {
        let number = try decoding(what, in: format) { try Int(derEncoded: &nodes) }
        guard number > 0 else { throw KeyFormatError(.malformed, "damaged \(format): the \(what) is \(number)") }
        return number
    }
}
