import CryptoBackend

/// One key of an authorized_keys file, with the options in front of it (sshd(8), AUTHORIZED_KEYS FILE FORMAT).
///
///     restrict,command="echo \"hello\"" ssh-rsa AAAAB3NzaC1yc2E… comment
public struct AuthorizedKeysLine: Sendable, Hashable, CustomStringConvertible {
    /// The options in their order, none for a plain line.
    public var options: [AuthorizedKeysOption]
    /// The key and its comment.
    public var publicKey: OpenSSHPublicKey

    public init(options: [AuthorizedKeysOption] = [], publicKey: OpenSSHPublicKey) {
        self.options = options
        self.publicKey = publicKey
    }

    /// Reads a line. Blank lines and comments are none: ``isBlankOrComment(_:)-(String)`` tells.
    ///
    /// - Throws: ``KeyFormatError``: `malformed` naming the field or the option, `unsupportedKeyType`, `invalidKey`.
    public init(parsing line: String) throws(KeyFormatError) {
        try self.init(parsing: line.utf8.span.bytes)
    }

    /// Reads a line of UTF-8 where it lies, for files of many lines.
    ///
    /// - Throws: ``KeyFormatError`` as ``init(parsing:)-(String)``.
    public init(parsing line: RawSpan) throws(KeyFormatError) {
        self = try line.withUnsafeBytes { bytes throws(KeyFormatError) in try AuthorizedKeysLine(utf8: bytes) }
    }

    init(utf8 line: UnsafeRawBufferPointer) throws(KeyFormatError) {
        var fields = LineFields(line)
        var peeked = fields
        let first = peeked.next()
        guard !first.isEmpty else { throw KeyFormatError(.malformed, "damaged authorized_keys line: it is empty") }
        var options: [AuthorizedKeysOption] = []
        // As sshd does: what isn't a key is options, and then a key must follow.
        if !OpenSSHPublicKey.isKeyType(first) {
            if let error = OtherKeyTypes.error(forSSHName: first) { throw error }
            let field = fields.take(AuthorizedKeysOption.length(in: fields.remaining))
            guard !fields.remaining.isEmpty else {
                throw KeyFormatError(.malformed, "damaged authorized_keys line: there is no key in it, such as ssh-rsa AAAA…")
            }
            options = try AuthorizedKeysOption.list(parsing: field)
        }
        self.init(options: options, publicKey: try OpenSSHPublicKey(parsing: fields))
    }

    /// Whether a line holds no key: it is blank or begins with `#`.
    public static func isBlankOrComment(_ line: String) -> Bool {
        isBlankOrComment(line.utf8.span.bytes)
    }

    /// Whether a line of UTF-8 holds no key: it is blank or begins with `#`.
    public static func isBlankOrComment(_ line: RawSpan) -> Bool {
        line.withUnsafeBytes { !OpenSSHPublicKeyFile.hasContent($0) }
    }

    /// The whole line, without a line end.
    public var text: String {
        options.isEmpty ? publicKey.line : "\(options.map(\.text).joined(separator: ",")) \(publicKey.line)"
    }

    public var description: String { text }
}
