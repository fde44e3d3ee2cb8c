import CryptoBackend

/// The lines of a `.pub` file or an authorized_keys: a key on each, among blank lines and comments.
enum OpenSSHPublicKeyFile: PublicKeyCoding {
    static let format = PublicKeyFormat.openSSH
    /// The lines that a file of no length may have. A longer one may have one more for each so many bytes.
    private static let mostLines = 20_000
    private static let bytesPerLine = 64

    static func read(_ candidate: KeyCandidate) throws(KeyFormatError) -> PublicKeyFile? {
        guard case .line(let line) = candidate else { return nil }
        return try line.text.withUnsafeBytes { text throws(KeyFormatError) in
            try read(line: UnsafeRawBufferPointer(rebasing: text[line.range]))
        }
    }

    /// Reads a line that isn't blank or a comment.
    static func read(line: UnsafeRawBufferPointer) throws(KeyFormatError) -> PublicKeyFile {
        let line = try AuthorizedKeysLine(utf8: line)
        return PublicKeyFile(format: format, key: line.publicKey.key, comment: line.publicKey.comment, options: line.options)
    }

    /// The lines of a file that have something in them.
    ///
    /// - Returns: None if no line has the type of a key in it, so that the file is something else.
    /// - Throws: ``KeyFormatError`` with `limitExceeded` for more lines than keys of any type would have in as many bytes.
    static func sections(in text: SecretBytes) throws(KeyFormatError) -> [KeyFileContents.Section] {
        try text.withUnsafeBytes { bytes throws(KeyFormatError) in
            var sections: [KeyFileContents.Section] = []
            guard isPlausible(bytes) else { return sections }
            let most = mostLines + bytes.count / bytesPerLine
            var lines = TextLines(bytes)
            while let line = lines.next() {
                guard hasContent(line.raw) else { continue }
                guard sections.count < most else {
                    throw KeyFormatError(.limitExceeded, "the file has more than \(most) lines that are no comments, so it is no key file")
                }
                let line = KeyLine(number: line.number, text: text, range: line.start..<line.start + line.raw.count)
                sections.append(KeyFileContents.Section(place: .line(line.number), candidate: .line(line)))
            }
            return sections
        }
    }

    private static func isPlausible(_ text: UnsafeRawBufferPointer) -> Bool {
        var lines = TextLines(text)
        while let line = lines.next() {
            if namesKeyType(line.raw) { return true }
        }
        return false
    }

    /// Whether a line is neither blank nor a comment.
    static func hasContent(_ line: UnsafeRawBufferPointer) -> Bool {
        guard let first = LineFields(line).remaining.first else { return false }
        return first != UInt8(ascii: "#")
    }

    /// Whether a line that is no comment has the type of a key in it, as its first field or behind options.
    static func namesKeyType(_ line: UnsafeRawBufferPointer) -> Bool {
        guard hasContent(line) else { return false }
        var fields = LineFields(line)
        var peeked = fields
        let type = peeked.next()
        if OpenSSHPublicKey.isKeyType(type) || OtherKeyTypes.error(forSSHName: type) != nil { return true }
        _ = fields.take(AuthorizedKeysOption.length(in: fields.remaining))
        let second = fields.next()
        return OpenSSHPublicKey.isKeyType(second) || OtherKeyTypes.error(forSSHName: second) != nil
    }

    static func write(_ key: RSAPublicKey, comment: String) -> [UInt8] {
        Array((OpenSSHPublicKey(key: key, comment: comment).line + "\n").utf8)
    }
}
