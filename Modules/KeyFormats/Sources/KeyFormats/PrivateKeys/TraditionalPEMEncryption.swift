import CryptoBackend

/// OpenSSL's encryption of PEM blocks, in the headers of RFC 1421 §4.6 with ciphers of its own.
///
///     Proc-Type: 4,ENCRYPTED
///     DEK-Info: AES-256-CBC,<initialization vector in hexadecimal>
///
/// The key is derived with one round of MD5, so a passphrase can be guessed fast: it is read because it is there, and written only when
/// it is asked for by name.
struct TraditionalPEMEncryption: Sendable {
    private static let ciphers: [CipherAlgorithm] = [
        .aes128CBC, .aes192CBC, .aes256CBC, .tripleDESCBC, .desCBC, .rc2CBC40, .rc2CBC64, .rc2CBC128,
    ]
    /// The names of ciphers that OpenSSL calls otherwise.
    private static let otherNames = ["RC2-CBC": CipherAlgorithm.rc2CBC128]
    private static let saltLength = 8

    let cipher: CipherAlgorithm
    let initializationVector: [UInt8]

    var encryption: KeyEncryption { KeyEncryption(cipher: cipher.name, kdf: "OpenSSL's EVP_BytesToKey with MD5", rounds: 1) }

    init(cipher: CipherAlgorithm, initializationVector: [UInt8]) throws(KeyFormatError) {
        guard initializationVector.count == cipher.initializationVectorLength else {
            throw KeyFormatError(
                .invalidParameter,
                "\(cipher) takes an initialization vector of \(cipher.initializationVectorLength) bytes, "
                    + "not of \(initializationVector.count)")
        }
        self.cipher = cipher
        self.initializationVector = initializationVector
    }

    /// Reads the headers of a block.
    ///
    /// - Returns: Nil if they don't tell of an encryption.
    init?(_ block: PEMBlock) throws(KeyFormatError) {
        func header(_ name: String) -> String? { block.headers.first { $0.name == name }?.value }
        let (type, information) = (header("Proc-Type"), header("DEK-Info"))
        if type == nil, information == nil { return nil }
        // As openssl does: the one header means nothing without the other.
        guard type?.split(separator: ",").map({ $0.drop { $0 == " " } }) == ["4", "ENCRYPTED"], let information else {
            throw KeyFormatError(.malformed, "damaged encrypted PEM: the headers aren't Proc-Type: 4,ENCRYPTED and DEK-Info")
        }
        let parts = information.split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
        guard let cipher = Self.ciphers.first(where: { $0.name == parts[0] }) ?? Self.otherNames[String(parts[0])] else {
            throw KeyFormatError(
                .unsupportedEncryption, "the private key is encrypted with a cipher that isn't read (\(printable(parts[0])))")
        }
        guard parts.count == 2, let vector = Hexadecimal.decode(parts[1].utf8), vector.count == cipher.initializationVectorLength else {
            throw KeyFormatError(
                .malformed,
                "damaged encrypted PEM: DEK-Info needs the \(cipher.initializationVectorLength) bytes of \(cipher)'s initialization vector")
        }
        try self.init(cipher: cipher, initializationVector: vector)
    }

    /// The header lines for a block.
    var headers: [String] {
        ["Proc-Type: 4,ENCRYPTED", "DEK-Info: \(cipher.name),\(Hexadecimal.encode(initializationVector).uppercased())"]
    }

    func decrypt(
        _ ciphertext: SecretBytes, passphrase: SecretBytes, using crypto: any Digests & Ciphers
    ) throws(KeyFormatError) -> SecretBytes {
        guard !ciphertext.isEmpty, ciphertext.count % cipher.blockLength == 0 else {
            throw KeyFormatError(
                .malformed, "damaged encrypted PEM: its \(ciphertext.count) bytes aren't whole blocks of \(cipher.blockLength)")
        }
        let padded = try withBackendErrors { () throws(CryptoError) in
            try crypto.decrypt(
                ciphertext.withUnsafeBytes { Array($0) }, with: cipher, key: try key(of: passphrase, using: crypto),
                initializationVector: initializationVector)
        }
        guard let message = BlockPadding.remove(from: padded, blockLength: cipher.blockLength) else { throw .wrongPassphraseOrDamage }
        return message
    }

    func encrypt(
        _ message: SecretBytes, passphrase: SecretBytes, using crypto: any Digests & Ciphers
    ) throws(KeyFormatError) -> [UInt8] {
        try withBackendErrors { () throws(CryptoError) in
            try crypto.encrypt(
                BlockPadding.add(to: message, blockLength: cipher.blockLength), with: cipher,
                key: try key(of: passphrase, using: crypto), initializationVector: initializationVector)
        }
    }

    /// EVP_BytesToKey with MD5 and a count of 1: D₁ = MD5(passphrase ‖ salt), Dᵢ₊₁ = MD5(Dᵢ ‖ passphrase ‖ salt).
    private func key(of passphrase: SecretBytes, using digests: any Digests) throws(CryptoError) -> SecretBytes {
        let salt = SecretBytes(copying: initializationVector.prefix(Self.saltLength))
        var blocks: [SecretBytes] = []
        while blocks.count * DigestAlgorithm.md5.outputLength < cipher.keyLength {
            let input = SecretBytes(joining: (blocks.last.map { [$0] } ?? []) + [passphrase, salt])
            blocks.append(try digests.digest(.md5, of: input))
        }
        return SecretBytes(joining: blocks).extracting(0..<cipher.keyLength)
    }
}
