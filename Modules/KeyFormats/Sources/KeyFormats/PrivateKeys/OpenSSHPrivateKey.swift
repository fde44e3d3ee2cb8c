import CryptoBackend

/// A private key as ssh-keygen writes it (OpenSSH's PROTOCOL.key).
///
///     byte[]    "openssh-key-v1" and a zero
///     string    ciphername
///     string    kdfname
///     string    kdfoptions      -- of bcrypt: string salt, uint32 rounds; else empty
///     uint32    number of keys  -- 1
///     string    public key
///     string    private part, perhaps encrypted; the tag of an authenticated cipher follows it
struct OpenSSHPrivateKey: PrivateKeyReading, PrivateKeyWriting {
    static let writtenFormats = [PrivateKeyFormat.openSSH]
    private static let label = "OPENSSH PRIVATE KEY"
    private static let name = "OpenSSH private key"
    private static let magic = Array("openssh-key-v1\0".utf8)
    private static let bcrypt = "bcrypt"
    private static let columns = 70
    private static let saltLength = 16

    /// What an encrypted file's key is derived with.
    private struct Derivation {
        let salt: [UInt8]
        let rounds: Int
    }

    private enum Content {
        case plain(OpenSSHPrivatePart)
        case encrypted([UInt8], CipherAlgorithm, OpenSSHCipher, Derivation)
    }

    let format = PrivateKeyFormat.openSSH
    private let key: RSAPublicKey
    private let content: Content
    /// Whether a key derivation is named that isn't used.
    private let isUnusual: Bool

    var publicKey: RSAPublicKey? { key }

    var comment: String? {
        if case .plain(let part) = content { part.comment } else { nil }
    }

    var encryption: KeyEncryption? {
        guard case .encrypted(_, _, let cipher, let derivation) = content else { return nil }
        return KeyEncryption(cipher: cipher.name, kdf: OpenSSHPrivateKey.bcrypt, rounds: derivation.rounds)
    }

    // MARK: - Reading

    init?(_ candidate: KeyCandidate) throws(KeyFormatError) {
        guard case .pem(let block) = candidate, block.label == OpenSSHPrivateKey.label else { return nil }
        let name = OpenSSHPrivateKey.name
        var reader = SSHReader(try block.decode(), format: name)
        guard reader.remaining >= OpenSSHPrivateKey.magic.count,
            try reader.readBytes(OpenSSHPrivateKey.magic.count, "first word") == OpenSSHPrivateKey.magic
        else {
            throw KeyFormatError(.malformed, "damaged \(name): it doesn't begin with openssh-key-v1")
        }
        let cipher = try OpenSSHCipher.named(try reader.readText("cipher's name"))
        let derivation = try OpenSSHPrivateKey.readDerivation(&reader, cipher)
        let count = try reader.readUInt32("number of keys")
        guard count == 1 else { throw reader.malformed("it should hold one key, and holds \(count)", at: reader.offset - 4) }
        key = try OpenSSHPublicKey.key(fromBlob: try reader.readString("public key"), format: "public key in the \(name)")
        let start = reader.offset
        let part = try reader.readSecret("private part")
        guard part.count >= cipher.blockLength, part.count % cipher.blockLength == 0 else {
            throw reader.malformed("the private part of \(part.count) bytes isn't made of whole blocks of \(cipher.blockLength)", at: start)
        }
        isUnusual = cipher.algorithm == nil && derivation != nil
        if let algorithm = cipher.algorithm, let derivation {
            let tag = try reader.readBytes(algorithm.tagLength, "authentication tag")
            content = .encrypted(part.withUnsafeBytes { Array($0) } + tag, algorithm, cipher, derivation)
        } else {
            let plain = try OpenSSHPrivatePart(part, format: name)
            guard let plain else { throw KeyFormatError(.malformed, "damaged \(name): the two check numbers of the private part differ") }
            try plain.requirePublicKey(key)
            content = .plain(plain)
        }
        try reader.requireEnd()
    }

    private static func readDerivation(_ reader: inout SSHReader, _ cipher: OpenSSHCipher) throws(KeyFormatError) -> Derivation? {
        let start = reader.offset
        let kdf = try reader.readText("name of the key derivation")
        var options = SSHReader(
            try reader.readString("options of the key derivation"), format: "options of the key derivation in the \(name)")
        switch kdf {
        case "none":
            guard cipher.algorithm == nil else { throw reader.malformed("a cipher is named and no key derivation", at: start) }
            try options.requireEnd()
            return nil
        case bcrypt:
            // ssh-keygen -Z none writes a salt and rounds too, and uses neither: such a file isn't encrypted.
            let salt = try options.readString("salt")
            let rounds = Int(try options.readUInt32("count of rounds"))
            try options.requireEnd()
            guard !salt.isEmpty, rounds > 0 else { throw reader.malformed("the salt or the count of rounds is nothing", at: start) }
            return Derivation(salt: salt, rounds: rounds)
        default:
            throw KeyFormatError(
                .unsupportedEncryption, "the private key is encrypted with a key derivation that isn't known (\(printable(kdf)))")
        }
    }

    func open(
        passphrase: SecretBytes, using crypto: any KeyOpening, limits: KeyDerivationLimits
    ) throws(KeyFormatError) -> OpenedPrivateKey {
        switch content {
        case .plain(let part):
            return try part.complete(using: crypto)
        case .encrypted(let ciphertext, let algorithm, _, let derivation):
            // bcrypt takes none, so no file was ever written with an empty one.
            guard !passphrase.isEmpty else { throw .passphraseNeeded }
            try limits.require(derivation.rounds, atMost: limits.bcryptRounds, "rounds of bcrypt")
            let (cipherKey, vector) = try OpenSSHPrivateKey.derive(passphrase, derivation, for: algorithm, using: crypto)
            let decrypted: SecretBytes
            do throws(CryptoError) {
                decrypted = try crypto.decrypt(ciphertext, with: algorithm, key: cipherKey, initializationVector: vector)
            } catch {
                throw error.code == .authenticationFailed ? .wrongPassphrase : KeyFormatError(error)
            }
            guard let part = try OpenSSHPrivatePart(decrypted, format: OpenSSHPrivateKey.name) else { throw .wrongPassphrase }
            try part.requirePublicKey(key)
            return try part.complete(using: crypto)
        }
    }

    func configure(_ writer: inout PrivateKeyWriter, for key: OpenedPrivateKey) -> Bool {
        writer.checkNumber = key.checkNumber
        guard case .encrypted(_, let algorithm, _, let derivation) = content else { return !isUnusual }
        writer.salt = derivation.salt
        writer.bcryptRounds = derivation.rounds
        return algorithm == OpenSSHCipher.aes256CTR.algorithm
    }

    /// The cipher's key and its initialization vector, which bcrypt_pbkdf gives in one.
    private static func derive(
        _ passphrase: SecretBytes, _ derivation: Derivation, for cipher: CipherAlgorithm, using digests: any Digests
    ) throws(KeyFormatError) -> (key: SecretBytes, initializationVector: [UInt8]) {
        let length = cipher.keyLength + cipher.initializationVectorLength
        let derived = try withBackendErrors { () throws(CryptoError) in
            try BcryptPBKDF.derive(
                passphrase: passphrase, salt: derivation.salt, rounds: derivation.rounds, outputLength: length, using: digests)
        }
        return (
            derived.extracting(0..<cipher.keyLength), derived.withUnsafeBytes { Array($0[cipher.keyLength...]) }
        )
    }

    // MARK: - Writing

    static func write(
        _ key: RSAPrivateKey, as options: PrivateKeyWriter, using crypto: any KeyWriting
    ) throws(KeyFormatError) -> SecretBytes {
        let cipher = options.passphrase == nil ? OpenSSHCipher.none : .aes256CTR
        let checkNumber = try options.given(
            options.checkNumber.map { number in withUnsafeBytes(of: number.bigEndian) { Array($0) } }, orRandom: 4, using: crypto)
        var part = OpenSSHPrivatePart.encode(
            key, comment: options.commentBytes(options.comment), checkNumber: checkNumber, blockLength: cipher.blockLength)
        var derivationOptions: [UInt8] = []
        if let passphrase = options.passphrase, let algorithm = cipher.algorithm {
            guard options.bcryptRounds >= 1, options.bcryptRounds <= UInt32.max, options.salt?.isEmpty != true else {
                throw KeyFormatError(.invalidParameter, "bcrypt takes a salt and at least one round, not \(options.bcryptRounds)")
            }
            let derivation = Derivation(
                salt: try options.given(options.salt, orRandom: saltLength, using: crypto), rounds: options.bcryptRounds)
            let (cipherKey, vector) = try derive(passphrase, derivation, for: algorithm, using: crypto)
            part = SecretBytes(
                copying: try withBackendErrors { () throws(CryptoError) in
                    try crypto.encrypt(part, with: algorithm, key: cipherKey, initializationVector: vector)
                })
            var writer = SSHWriter()
            writer.write(string: derivation.salt)
            writer.write(uint32: UInt32(derivation.rounds))
            derivationOptions = writer.bytes
        }
        var writer = SSHWriter()
        writer.write(bytes: magic)
        writer.write(string: cipher.name)
        writer.write(string: cipher.algorithm == nil ? "none" : bcrypt)
        writer.write(string: derivationOptions)
        writer.write(uint32: 1)
        writer.write(string: OpenSSHPublicKey.blob(of: key.publicKey))
        writer.write(string: part)
        return PEMBlock.write(label: label, writer.secret, columns: columns)
    }
}
