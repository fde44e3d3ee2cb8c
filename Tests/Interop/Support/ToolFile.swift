import CryptoBackend
import KeyFormats
import Testing

/// A private key file that a program wrote, and what must be read of it.
struct ToolFile: Sendable {
    /// How the file is encrypted, as key-formats and the program's manual have it.
    struct Encryption: Sendable {
        let cipher: String
        /// What the name of the key derivation has in it.
        let kdf: [String]
        var rounds: Int?
        /// What the costs have in them where rounds aren't what is counted.
        var costs: [String] = []
        /// Whether a wrong passphrase can be told from damage.
        var hasCheck = false
    }

    let content: [UInt8]
    let source: SourceKey
    let format: PrivateKeyFormat
    var passphrase: String?
    var encryption: Encryption?
    var comment = ""
    /// Whether the file shows its public half, and its comment, without the passphrase.
    var showsPublicKey = true
    var showsComment = true
    /// Whether it is of a variant that the writer writes.
    var isWritten = false
    /// Whether it comes back byte for byte, as what the format's reference tool wrote does.
    var comesBack = true

    /// Reads the file as far as that goes without a passphrase, opens it with each backend, and writes it again.
    func check(_ name: String = "", location: SourceLocation = #_sourceLocation) throws {
        let file = try PrivateKeyFile(SecretBytes(copying: content))
        let numbers = try source.numbers
        #expect(file.format == format, "\(name)", sourceLocation: location)
        #expect(file.isEncrypted == (encryption != nil), "\(name)", sourceLocation: location)
        checkEncryption(file.encryption, name, location)
        #expect(
            file.publicKey.map { [$0.modulus, $0.publicExponent] } == (showsPublicKey ? numbers.publicNumbers : nil), "\(name)",
            sourceLocation: location)
        #expect((file.comment ?? "") == (showsComment ? comment : ""), "\(name)", sourceLocation: location)
        for backend in InteropBackend.allCases {
            let crypto = try backend.backend
            let opened = try file.open(passphrase: passphrase.map(secret), using: crypto)
            #expect(KeyNumbers(opened.key) == numbers, "\(name), \(backend)", sourceLocation: location)
            #expect(opened.comment == comment, "\(name), \(backend)", sourceLocation: location)
            let writer = file.writer(for: opened, passphrase: passphrase.map(secret))
            #expect((writer != nil) == isWritten, "\(name), \(backend)", sourceLocation: location)
            if let writer {
                let written = try writer.write(opened.key, using: crypto).revealed
                #expect(
                    comesBack ? written == content : try open(written, passphrase: passphrase, using: crypto).key == opened.key,
                    "\(name), \(backend): the file isn't what was read", sourceLocation: location)
            }
            if encryption != nil { try checkOtherPassphrases(file, crypto, "\(name), \(backend)", location) }
        }
        let error = #expect(throws: KeyFormatError.self, "\(name)", sourceLocation: location) { try PublicKeyFile(content) }
        #expect(error?.code == .isPrivateKey, "\(name)", sourceLocation: location)
        let entry = try KeyFile(SecretBytes(copying: content)).onlyEntry()
        guard case .privateKey(let same) = entry.content else {
            Issue.record("\(name): as a file of keys it is none", sourceLocation: location)
            return
        }
        #expect(same.format == format && entry.publicKey == file.publicKey, "\(name)", sourceLocation: location)
    }

    private func checkEncryption(_ found: KeyEncryption?, _ name: String, _ location: SourceLocation) {
        guard let encryption, let found else { return }
        #expect(found.cipher == encryption.cipher, "\(name)", sourceLocation: location)
        for word in encryption.kdf { #expect(found.kdf.contains(word), "\(name): \(found)", sourceLocation: location) }
        if let rounds = encryption.rounds { #expect(found.rounds == rounds, "\(name): \(found)", sourceLocation: location) }
        for word in encryption.costs { #expect(found.description.contains(word), "\(name): \(found)", sourceLocation: location) }
    }

    /// A wrong passphrase says so and nothing else; none at all says that one is needed.
    private func checkOtherPassphrases(
        _ file: PrivateKeyFile, _ crypto: any CryptoBackend, _ name: String, _ location: SourceLocation
    ) throws {
        let wrong = #expect(throws: KeyFormatError.self, "\(name)", sourceLocation: location) {
            try file.open(passphrase: secret("\(passphrase ?? "") x"), using: crypto)
        }
        #expect(wrong?.code == .wrongPassphrase, "\(name): \(wrong?.message ?? "")", sourceLocation: location)
        let expected = encryption?.hasCheck == true ? "the passphrase is wrong" : "the passphrase is wrong, or the file is damaged"
        #expect(wrong?.message == expected, "\(name)", sourceLocation: location)
        let missing = #expect(throws: KeyFormatError.self, "\(name)", sourceLocation: location) {
            try file.open(passphrase: nil, using: crypto)
        }
        #expect(missing?.code == .passphraseNeeded, "\(name): \(missing?.message ?? "")", sourceLocation: location)
        #expect(missing?.message.contains("passphrase") == true, "\(name)", sourceLocation: location)
    }
}
