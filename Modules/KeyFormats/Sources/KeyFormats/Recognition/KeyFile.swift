import CryptoBackend

/// A file of keys of any format that is known, recognised by its content: one key or many.
///
/// Many are in an authorized_keys, a JWK set, and a file of several blocks of PEM or of RFC 4716. A key that can't be read doesn't stop the
/// others: its entry tells why.
public struct KeyFile: Sendable {
    /// The length that is taken unless told otherwise, in bytes. A longer authorized_keys is read by ``AuthorizedKeysReader``.
    public static let maximumLength = KeyFileContents.maximumLength

    /// What is in the file, in its order; at least one entry.
    public let entries: [Entry]

    /// Recognises a file and reads it as far as that goes without a passphrase.
    ///
    /// - Parameters:
    ///   - contents: The whole file, which may turn out to be a private key's.
    ///   - maximumLength: The length that is taken, in bytes.
    /// - Throws: ``KeyFormatError`` where nothing can be said of any key: `unrecognized`, `malformed` for JSON that is damaged, `limitExceeded`.
    public init(_ contents: SecretBytes, maximumLength: Int = KeyFile.maximumLength) throws(KeyFormatError) {
        let entries = try KeyFileContents(contents, maximumLength: maximumLength).sections.map { section in
            Entry(place: section.place, content: Content(recognizing: section.candidate))
        }
        // Of a file that is no key file there is nothing to tell but that.
        if entries.count == 1, let error = entries[0].error, error.code == .unrecognized { throw error }
        self.entries = entries
    }

    /// The entry of a file that is to hold one key.
    ///
    /// - Throws: ``KeyFormatError``: `malformed` that tells how many there are, or why the only one can't be read.
    public func onlyEntry() throws(KeyFormatError) -> Entry {
        guard entries.count == 1 else {
            throw KeyFormatError(.malformed, "there are \(entries.count) keys in it, and one is expected")
        }
        if let error = entries[0].error { throw error }
        return entries[0]
    }
}
