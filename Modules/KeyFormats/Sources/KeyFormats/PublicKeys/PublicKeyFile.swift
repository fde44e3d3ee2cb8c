import CryptoBackend

/// A public key file of any format that is known, recognised by its content.
public struct PublicKeyFile: Sendable, Hashable {
    /// The format that the file was recognised as.
    public let format: PublicKeyFormat
    /// The key itself.
    public let key: RSAPublicKey
    /// The key's comment, empty where there is none.
    public let comment: String
    /// The options that stand in front of the key on a line of an authorized_keys; none elsewhere.
    public let options: [AuthorizedKeysOption]

    init(format: PublicKeyFormat, key: RSAPublicKey, comment: String = "", options: [AuthorizedKeysOption] = []) {
        self.format = format
        self.key = key
        self.comment = comment
        self.options = options
    }

    /// Reads a file of one public key; of several blocks of PEM or of RFC 4716 the first that holds one.
    ///
    /// - Throws: ``KeyFormatError``: `isPrivateKey`, `unrecognized`, `malformed`, `unsupportedKeyType`, `unsupportedFormat`, `invalidKey`,
    ///   `limitExceeded`.
    public init(_ contents: [UInt8]) throws(KeyFormatError) {
        try self.init(SecretBytes(copying: contents))
    }

    /// Reads a file that may turn out to be a private key's, and so is kept as a secret until it is known.
    ///
    /// - Throws: ``KeyFormatError`` as ``init(_:)-([UInt8])``.
    public init(_ contents: SecretBytes) throws(KeyFormatError) {
        let contents = try KeyFileContents(contents)
        var found: (file: PublicKeyFile, place: KeyFile.Place)?
        var failure: KeyFormatError?
        for section in contents.sections {
            // A private key anywhere in front must not be passed over: the file isn't meant to be given away.
            if let error = PrivateKeyRefusal.error(for: section.candidate) { throw error }
            switch KeyFile.Content(recognizing: section.candidate) {
            case .publicKey(let file):
                if let found { throw PublicKeyFile.oneTooMany(section, after: found.place, in: contents) }
                found = (file, section.place)
                if section.isBlock {
                    self = file
                    return
                }
            case .unreadable(let error):
                let error = contents.located(error, in: section)
                guard section.isBlock, error.concernsAnotherThing else { throw error }
                failure = KeyFormatError.moreTelling(failure, error)
            case .privateKey:
                continue
            }
        }
        guard let found else { throw failure ?? OtherFormats.error(for: contents.sections[0].candidate) }
        self = found.file
    }

    private static func oneTooMany(
        _ section: KeyFileContents.Section, after place: KeyFile.Place, in contents: KeyFileContents
    ) -> KeyFormatError {
        if case .keyOfSet = section.place {
            return KeyFormatError(.malformed, "there are \(contents.sections.count) keys in this JWK set, and one is expected")
        }
        return KeyFormatError(.malformed, "there is a key on \(place) and another on \(section.place), and one is expected")
    }
}
