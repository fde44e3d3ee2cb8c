import CryptoBackend

/// A key file taken apart into what may be one key each, as far as all formats have it in common.
struct KeyFileContents {
    /// No file of a single key is longer, in bytes.
    static let maximumLength = 1 << 20

    /// One part of the file.
    struct Section {
        let place: KeyFile.Place
        let candidate: KeyCandidate

        /// Whether it is a block, which may stand among others: of lines and of JWKs one that is too many is a mistake.
        var isBlock: Bool {
            switch candidate {
            case .pem, .rfc4716: true
            case .line, .jwk, .file, .damaged: false
            }
        }
    }

    /// What keys may be in, in the order of the file; at least one.
    let sections: [Section]

    /// - Throws: ``KeyFormatError``: `unrecognized` for what can't be a key file, `malformed` for JSON that is damaged, `limitExceeded`.
    init(_ contents: SecretBytes, maximumLength: Int = KeyFileContents.maximumLength) throws(KeyFormatError) {
        guard contents.count <= maximumLength else {
            throw KeyFormatError(
                .limitExceeded, "the file has \(contents.count) bytes, and key files of up to \(maximumLength) are read")
        }
        let start = contents.withUnsafeBytes { Array($0.prefix(3)) }
        guard !start.starts(with: [0xff, 0xfe]), !start.starts(with: [0xfe, 0xff]) else {
            throw KeyFormatError(.unrecognized, "the file is UTF-16 text; save it as UTF-8 or ASCII")
        }
        let text = start == [0xef, 0xbb, 0xbf] ? contents.extracting(3..<contents.count) : contents
        guard text.withUnsafeBytes({ !$0.allSatisfy(TextLines.isSpace) }) else {
            throw KeyFormatError(.unrecognized, "the file is empty")
        }
        sections = try KeyFileContents.sections(of: text)
    }

    private static func sections(of text: SecretBytes) throws(KeyFormatError) -> [Section] {
        let blocks = PEMBlock.sections(in: text)
        if !blocks.isEmpty { return blocks }
        // Text may stand in front of these blocks too, but not in front of a file that begins with the name of its format.
        if !OtherFormats.isNamed(text), !PuTTYFields.isNamed(text) {
            let blocks = RFC4716Block.sections(in: text)
            if !blocks.isEmpty { return blocks }
            if let keys = try JWK.sections(in: text) { return keys }
            let lines = try OpenSSHPublicKeyFile.sections(in: text)
            if !lines.isEmpty { return lines }
        }
        return [Section(place: .wholeFile, candidate: .file(text))]
    }

    /// An error of one section as it is told of the file: with the place, where it isn't plain.
    func located(_ error: KeyFormatError, in section: Section) -> KeyFormatError {
        if sections.count > 1 { return error.at("\(section.place)") }
        if case .line(let line) = section.candidate, line.number > 1 { return error.at("\(section.place)") }
        return error
    }
}
