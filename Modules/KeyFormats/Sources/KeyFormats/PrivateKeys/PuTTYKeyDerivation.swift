import CryptoBackend

/// How a PuTTY private key file's keys are made of the passphrase (the PuTTY manual, appendix C.3 and C.4).
enum PuTTYKeyDerivation: Sendable {
    /// Version 3 without encryption.
    case none
    /// Version 2, encrypted or not.
    case sha1
    /// Version 3 with encryption.
    case argon2(Argon2Parameters, salt: [UInt8])

    struct Keys {
        let cipherKey: SecretBytes
        let initializationVector: [UInt8]
        let macKey: SecretBytes
    }

    private static let cipher = CipherAlgorithm.aes256CBC
    private static let macKeyLength = 32

    var macDigest: DigestAlgorithm {
        if case .sha1 = self { .sha1 } else { .sha256 }
    }

    /// Reads the fields of version 3.
    init(_ fields: inout PuTTYFields) throws(KeyFormatError) {
        let name = try fields.value("Key-Derivation")
        guard let variant = Argon2Parameters.Variant(rawValue: name) else {
            throw KeyFormatError(
                .unsupportedEncryption, "the private key is encrypted with a key derivation that isn't known (\(printable(name)))")
        }
        let memory = try fields.number("Argon2-Memory")
        let passes = try fields.number("Argon2-Passes")
        let parallelism = try fields.number("Argon2-Parallelism")
        let salt = try fields.hexadecimal("Argon2-Salt")
        self = .argon2(Argon2Parameters(variant: variant, memory: memory, passes: passes, parallelism: parallelism), salt: salt)
    }

    func encryption(cipher: String) -> KeyEncryption {
        switch self {
        case .none, .sha1: KeyEncryption(cipher: cipher, kdf: "SHA-1", rounds: 1)
        case .argon2(let parameters, _): KeyEncryption(cipher: cipher, argon2: parameters)
        }
    }

    /// The lines of a file of version 3.
    var headers: [String] {
        guard case .argon2(let parameters, let salt) = self else { return [] }
        return [
            "Key-Derivation: \(parameters.variant.rawValue)", "Argon2-Memory: \(parameters.memory)",
            "Argon2-Passes: \(parameters.passes)", "Argon2-Parallelism: \(parameters.parallelism)",
            "Argon2-Salt: \(Hexadecimal.encode(salt))",
        ]
    }

    func checkCosts(_ limits: KeyDerivationLimits) throws(KeyFormatError) {
        if case .argon2(let parameters, _) = self { try limits.require(parameters) }
    }

    func keys(of passphrase: SecretBytes, using crypto: any Digests & KeyDerivation) throws(CryptoError) -> Keys {
        switch self {
        case .none:
            return Keys(cipherKey: SecretBytes(), initializationVector: [], macKey: SecretBytes())
        case .sha1:
            var digests: [SecretBytes] = []
            for number in 0..<2 as Range<UInt8> {
                digests.append(try crypto.digest(.sha1, of: SecretBytes(joining: [SecretBytes(copying: [0, 0, 0, number]), passphrase])))
            }
            let label = SecretBytes(copying: "putty-private-key-file-mac-key".utf8)
            return Keys(
                cipherKey: SecretBytes(joining: digests).extracting(0..<Self.cipher.keyLength),
                initializationVector: [UInt8](repeating: 0, count: Self.cipher.initializationVectorLength),
                macKey: try crypto.digest(.sha1, of: SecretBytes(joining: [label, passphrase])))
        case .argon2(let parameters, let salt):
            let vectorEnd = Self.cipher.keyLength + Self.cipher.initializationVectorLength
            let derived = try crypto.argon2(
                parameters, passphrase: passphrase, salt: salt, outputLength: vectorEnd + Self.macKeyLength)
            return Keys(
                cipherKey: derived.extracting(0..<Self.cipher.keyLength),
                initializationVector: derived.withUnsafeBytes { Array($0[Self.cipher.keyLength..<vectorEnd]) },
                macKey: derived.extracting(vectorEnd..<derived.count))
        }
    }
}
