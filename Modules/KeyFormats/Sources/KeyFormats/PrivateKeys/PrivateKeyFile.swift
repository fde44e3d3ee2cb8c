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
        let candidates = try KeyFileContents(contents).candidates
        for candidate in candidates {
            for reader in FormatRegistry.privateKeyReaders {
                guard let content = try reader.init(candidate) else { continue }
                self.content = content
                return
            }
        }
        for candidate in candidates {
            for coding in FormatRegistry.publicKeyFormats where try coding.read(candidate) != nil {
                throw KeyFormatError(.isPublicKey, "this is a public key (\(coding.format)), and a private one is expected")
            }
        }
        throw OtherFormats.error(for: candidates)
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
