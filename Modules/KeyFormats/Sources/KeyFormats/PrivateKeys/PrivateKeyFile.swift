import CryptoBackend

/// What opening a private key file may need of a cryptographic backend.
public typealias KeyOpening = RSAOperations & Digests & KeyDerivation & Ciphers

/// A private key file of any format that is known, as far as it can be read without a passphrase.
public struct PrivateKeyFile: Sendable {
    private let content: any PrivateKeyReading

    /// Recognises a file and reads its outside. Of several PEM blocks it takes the first that holds a private key.
    ///
    /// - Throws: ``KeyFormatError``: `isPublicKey`, `unrecognized`, `malformed`, `unsupportedKeyType`, `unsupportedFormat`,
    ///   `unsupportedEncryption`, `invalidKey`.
    public init(_ contents: SecretBytes) throws(KeyFormatError) {
        let contents = try KeyFileContents(contents)
        var failure: KeyFormatError?
        var publicFormat: PublicKeyFormat?
        for section in contents.sections {
            switch KeyFile.Content(recognizing: section.candidate) {
            case .privateKey(let file):
                self = file
                return
            case .publicKey(let file):
                publicFormat = publicFormat ?? file.format
            case .unreadable(let error):
                let error = contents.located(error, in: section)
                // What is wrong with the key that was meant is told before what may follow it is looked at.
                guard error.concernsAnotherThing || !section.isBlock else { throw error }
                failure = KeyFormatError.moreTelling(failure, error)
            }
        }
        if let publicFormat {
            throw KeyFormatError(.isPublicKey, "this is a public key (\(publicFormat)), and a private one is expected")
        }
        throw failure ?? OtherFormats.error(for: contents.sections[0].candidate)
    }

    init(_ content: any PrivateKeyReading) {
        self.content = content
    }

    /// The format that the file was recognised as.
    public var format: PrivateKeyFormat { content.format }

    /// Whether opening the file takes a passphrase.
    public var isEncrypted: Bool { encryption != nil }

    /// How the file is encrypted, nil if it isn't.
    public var encryption: KeyEncryption? { content.encryption }

    /// The public half, where it can be read without a passphrase: always in OpenSSH's format, and in files that aren't encrypted.
    public var publicKey: RSAPublicKey? { content.publicKey }

    /// The comment, where there is one that can be read without a passphrase.
    public var comment: String? { content.comment }

    /// Opens the key and checks that its numbers belong together. Primality isn't tested.
    ///
    /// - Parameters:
    ///   - passphrase: In UTF-8. It isn't looked at when the file isn't encrypted.
    ///   - crypto: Derives, decrypts and checks.
    ///   - limits: What the file's key derivation may cost.
    /// - Throws: ``KeyFormatError``: `passphraseNeeded`, `wrongPassphrase`, `limitExceeded`, `malformed`, `unsupportedKeyType`, `invalidKey`,
    ///   `cryptography`.
    public func open(
        passphrase: SecretBytes?, using crypto: any KeyOpening, limits: KeyDerivationLimits = .default
    ) throws(KeyFormatError) -> OpenedPrivateKey {
        guard isEncrypted else { return try content.open(passphrase: SecretBytes(), using: crypto, limits: limits) }
        guard let passphrase else { throw .passphraseNeeded }
        return try content.open(passphrase: passphrase, using: crypto, limits: limits)
    }

    /// A writer that writes this file again, byte for byte where a reference tool wrote it: with its own comment, salt, initialization
    /// vector, check number, rounds and costs.
    ///
    /// To protect a key anew take a writer of its own, which draws new values.
    ///
    /// - Parameters:
    ///   - key: What ``open(passphrase:using:limits:)`` gave.
    ///   - passphrase: The one that the file was opened with, nil where it isn't encrypted.
    /// - Returns: Nil if the file is of a variant that is only read: another cipher, an older version.
    public func writer(for key: OpenedPrivateKey, passphrase: SecretBytes?) -> PrivateKeyWriter? {
        guard PrivateKeyFormat.writable.contains(format) else { return nil }
        var writer = PrivateKeyWriter(format: format, comment: key.comment, passphrase: isEncrypted ? passphrase : nil)
        writer.rawComment = key.rawComment
        return content.configure(&writer, for: key) ? writer : nil
    }
}

extension KeyFormatError {
    static var passphraseNeeded: KeyFormatError {
        KeyFormatError(.passphraseNeeded, "the private key is encrypted: it needs its passphrase")
    }

    static var wrongPassphrase: KeyFormatError {
        KeyFormatError(.wrongPassphrase, "the passphrase is wrong")
    }

    /// For formats that can't tell the one from the other.
    static var wrongPassphraseOrDamage: KeyFormatError {
        KeyFormatError(.wrongPassphrase, "the passphrase is wrong, or the file is damaged")
    }
}
