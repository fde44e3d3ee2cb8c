import CryptoBackend

/// A public key file of any format that is known, recognised by its content.
public struct PublicKeyFile: Sendable, Hashable {
    /// The format that the file was recognised as.
    public let format: PublicKeyFormat
    /// The key itself.
    public let key: RSAPublicKey
    /// The key's comment, empty where there is none.
    public let comment: String

    /// Reads a file of one public key; of several PEM blocks the first that holds one.
    ///
    /// - Throws: ``KeyFormatError``: `isPrivateKey`, `unrecognized`, `malformed`, `unsupportedKeyType`, `unsupportedFormat`, `invalidKey`.
    public init(_ contents: [UInt8]) throws(KeyFormatError) {
        try self.init(SecretBytes(copying: contents))
    }

    /// Reads a file that may turn out to be a private key's, and so is kept as a secret until it is known.
    ///
    /// - Throws: ``KeyFormatError`` as ``init(_:)-([UInt8])``.
    public init(_ contents: SecretBytes) throws(KeyFormatError) {
        let candidates = try KeyFileContents(contents).candidates
        for candidate in candidates {
            // A private key anywhere in front must not be passed over: the file isn't meant to be given away.
            if let error = PrivateKeyRefusal.error(for: candidate) { throw error }
            for coding in FormatRegistry.publicKeyFormats {
                guard let (key, comment) = try coding.read(candidate) else { continue }
                format = coding.format
                self.key = key
                self.comment = comment
                return
            }
        }
        throw OtherFormats.error(for: candidates)
    }
}
