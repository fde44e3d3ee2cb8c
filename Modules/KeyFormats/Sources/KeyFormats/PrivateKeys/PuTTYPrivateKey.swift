import CryptoBackend

/// PuTTY's private key file, versions 2 and 3 (the PuTTY manual, appendix C).
///
///     PuTTY-User-Key-File-3: ssh-rsa
///     Encryption: aes256-cbc
///     Comment: a comment
///     Public-Lines: 6
///     <base64 of the public key in SSH's encoding>
///     Key-Derivation: Argon2id      -- these five in encrypted files of version 3
///     Argon2-Memory: 8192
///     Argon2-Passes: 13
///     Argon2-Parallelism: 1
///     Argon2-Salt: <hexadecimal>
///     Private-Lines: 14
///     <base64 of the private part>
///     Private-MAC: <hexadecimal>
///
/// The private part is `mpint d, mpint p, mpint q, mpint iqmp`, filled up to whole blocks where it is encrypted.
struct PuTTYPrivateKey: PrivateKeyReading, PrivateKeyWriting {
    static let writtenFormats = [PrivateKeyFormat.putty]
    private static let name = "PuTTY private key"
    private static let cipher = CipherAlgorithm.aes256CBC
    private static let cipherName = "aes256-cbc"
    private static let columns = 64
    private static let saltLength = 16

    let format = PrivateKeyFormat.putty
    private let key: RSAPublicKey
    private let publicBlob: [UInt8]
    private let commentBytes: [UInt8]
    private let protection: PuTTYKeyDerivation
    private let isProtected: Bool
    /// The private part, encrypted or not.
    private let privatePart: SecretBytes
    private let mac: [UInt8]

    var publicKey: RSAPublicKey? { key }
    /// It isn't encrypted, though the MAC covers it.
    var comment: String? { String(decoding: commentBytes, as: UTF8.self) }
    var encryption: KeyEncryption? { isProtected ? protection.encryption(cipher: Self.cipherName) : nil }

    // MARK: - Reading

    init?(_ candidate: KeyCandidate) throws(KeyFormatError) {
        guard case .file(let text) = candidate else { return nil }
        let fields = try text.withUnsafeBytes { text throws(KeyFormatError) in try PuTTYFields(text) }
        guard var fields else { return nil }
        let type = try fields.value("PuTTY-User-Key-File-\(fields.version)")
        guard type == OpenSSHPublicKey.keyType else { throw OtherKeyTypes.error(forSSHName: type) }
        let encryption = try fields.value("Encryption")
        guard encryption == "none" || encryption == Self.cipherName else {
            throw KeyFormatError(
                .unsupportedEncryption, "the private key is encrypted with a cipher that isn't known (\(printable(encryption)))")
        }
        isProtected = encryption != "none"
        commentBytes = try fields.bytes("Comment")
        publicBlob = try fields.base64("Public-Lines").withUnsafeBytes { Array($0) }
        key = try OpenSSHPublicKey.key(fromBlob: publicBlob, format: "public key in the \(Self.name)")
        protection = fields.version == 2 ? .sha1 : isProtected ? try PuTTYKeyDerivation(&fields) : .none
        privatePart = try fields.base64("Private-Lines")
        mac = try fields.hexadecimal("Private-MAC")
        try fields.requireEnd()
        guard !isProtected || privatePart.count % Self.cipher.blockLength == 0 else {
            throw KeyFormatError(
                .malformed,
                "damaged \(Self.name): the \(privatePart.count) encrypted bytes aren't whole blocks of \(Self.cipher.blockLength)")
        }
    }

    func open(
        passphrase: SecretBytes, using crypto: any KeyOpening, limits: KeyDerivationLimits
    ) throws(KeyFormatError) -> OpenedPrivateKey {
        // PuTTY takes an empty passphrase as none, so no file was ever encrypted with one.
        guard !isProtected || !passphrase.isEmpty else { throw .passphraseNeeded }
        try protection.checkCosts(limits)
        let keys = try withBackendErrors { () throws(CryptoError) in try protection.keys(of: passphrase, using: crypto) }
        let plain: SecretBytes
        if isProtected {
            plain = try withBackendErrors { () throws(CryptoError) in
                try crypto.decrypt(
                    privatePart.withUnsafeBytes { Array($0) }, with: Self.cipher, key: keys.cipherKey,
                    initializationVector: keys.initializationVector)
            }
        } else {
            plain = privatePart
        }
        let expected = try Self.mac(
            protection, keys, encryption: isProtected ? Self.cipherName : "none", comment: commentBytes, publicBlob: publicBlob,
            privatePart: plain, using: crypto)
        guard crypto.constantTimeEqual(expected, mac) else {
            if isProtected { throw .wrongPassphrase }
            throw KeyFormatError(.malformed, "damaged \(Self.name): its content doesn't fit its Private-MAC")
        }
        return try complete(plain, using: crypto)
    }

    func configure(_ writer: inout PrivateKeyWriter, for key: OpenedPrivateKey) -> Bool {
        switch protection {
        case .none: return true
        case .sha1: return false
        case .argon2(let parameters, let salt):
            writer.argon2 = parameters
            writer.salt = salt
            return true
        }
    }

    private func complete(_ plain: SecretBytes, using crypto: any RSAOperations) throws(KeyFormatError) -> OpenedPrivateKey {
        var reader = SSHReader(plain, format: "private part of the \(Self.name)")
        let privateExponent = try reader.readSecretPositiveInteger("private exponent")
        let prime1 = try reader.readSecretPositiveInteger("first prime")
        let prime2 = try reader.readSecretPositiveInteger("second prime")
        let coefficient = try reader.readSecretPositiveInteger("CRT coefficient")
        guard reader.remaining < (isProtected ? Self.cipher.blockLength : 1) else {
            throw reader.malformed("it should end, and \(reader.remaining) bytes follow")
        }
        let whole = try withBackendErrors { () throws(CryptoError) in
            try crypto.complete(RSAPrivateKeyParts(publicKey: key, privateExponent: privateExponent, prime1: prime1, prime2: prime2))
        }
        guard whole.coefficient == coefficient else {
            throw KeyFormatError(.invalidKey, "the CRT coefficient in the PuTTY file isn't the inverse of its second prime")
        }
        return OpenedPrivateKey(key: whole, rawComment: commentBytes)
    }

    private static func mac(
        _ protection: PuTTYKeyDerivation, _ keys: PuTTYKeyDerivation.Keys, encryption: String, comment: [UInt8], publicBlob: [UInt8],
        privatePart: SecretBytes, using digests: any Digests
    ) throws(KeyFormatError) -> [UInt8] {
        var writer = SSHWriter()
        writer.write(string: OpenSSHPublicKey.keyType)
        writer.write(string: encryption)
        writer.write(string: comment)
        writer.write(string: publicBlob)
        writer.write(string: privatePart)
        let message = writer.secret
        let digest = protection.macDigest
        let mac = try withBackendErrors { () throws(CryptoError) in
            try SecretBytes(count: digest.outputLength) { output throws(CryptoError) in
                try message.withUnsafeBytes { bytes throws(CryptoError) in
                    try digests.hmac(digest, key: keys.macKey, message: bytes, into: output)
                }
            }
        }
        return mac.withUnsafeBytes { Array($0) }
    }

    // MARK: - Writing

    /// Writes version 3, as puttygen does.
    static func write(
        _ key: RSAPrivateKey, as options: PrivateKeyWriter, using crypto: any KeyWriting
    ) throws(KeyFormatError) -> SecretBytes {
        let comment = options.commentBytes(OpenSSHPublicKey.onOneLine(options.comment))
        let publicBlob = OpenSSHPublicKey.blob(of: key.publicKey)
        var part = SSHWriter()
        for number in [key.privateExponent, key.prime1, key.prime2, key.coefficient] { part.write(positiveInteger: number) }
        var plain = part.secret
        var protection = PuTTYKeyDerivation.none
        if options.passphrase != nil {
            protection = .argon2(options.argon2, salt: try options.given(options.salt, orRandom: saltLength, using: crypto))
            plain = try padded(plain, using: crypto)
        }
        let passphrase = options.passphrase ?? SecretBytes()
        let keys = try withBackendErrors { () throws(CryptoError) in try protection.keys(of: passphrase, using: crypto) }
        let encryption = options.passphrase == nil ? "none" : cipherName
        let mac = try mac(
            protection, keys, encryption: encryption, comment: comment, publicBlob: publicBlob, privatePart: plain, using: crypto)
        if options.passphrase != nil {
            plain = SecretBytes(
                copying: try withBackendErrors { () throws(CryptoError) in
                    try crypto.encrypt(plain, with: cipher, key: keys.cipherKey, initializationVector: keys.initializationVector)
                })
        }
        var writer = SecretWriter(capacity: 4096)
        writer.append("PuTTY-User-Key-File-3: \(OpenSSHPublicKey.keyType)\nEncryption: \(encryption)\nComment: ")
        writer.append(comment)
        appendBase64("\nPublic-Lines", SecretBytes(copying: publicBlob), to: &writer)
        for line in protection.headers { writer.append(line + "\n") }
        appendBase64("Private-Lines", plain, to: &writer)
        writer.append("Private-MAC: \(Hexadecimal.encode(mac))\n")
        return writer.secret
    }

    /// Fills the last block up with the SHA-1 of the private part.
    private static func padded(_ plain: SecretBytes, using digests: any Digests) throws(KeyFormatError) -> SecretBytes {
        let digest = try withBackendErrors { () throws(CryptoError) in try digests.digest(.sha1, of: plain) }
        let missing = (cipher.blockLength - plain.count % cipher.blockLength) % cipher.blockLength
        return SecretBytes(joining: [plain, digest.extracting(0..<missing)])
    }

    private static func appendBase64(_ field: String, _ bytes: SecretBytes, to writer: inout SecretWriter) {
        let letters = (bytes.count + 2) / 3 * 4
        writer.append("\(field): \((letters + columns - 1) / columns)\n")
        Base64.encode(bytes, columns: columns, into: &writer)
    }
}
