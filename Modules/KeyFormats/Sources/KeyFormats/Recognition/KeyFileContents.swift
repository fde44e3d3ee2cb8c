import CryptoBackend

/// A key file taken apart as far as all formats have it in common.
struct KeyFileContents {
    /// No file of a single key is longer, in bytes.
    static let maximumLength = 1 << 20

    /// What keys may be in, in the order of the file.
    let candidates: [KeyCandidate]

    /// - Throws: ``KeyFormatError``: `unrecognized` for what can't be a key file, `malformed` for a PEM block that doesn't end.
    init(_ contents: SecretBytes) throws(KeyFormatError) {
        guard contents.count <= KeyFileContents.maximumLength else {
            throw KeyFormatError(
                .limitExceeded, "the file has \(contents.count) bytes, and key files of up to \(KeyFileContents.maximumLength) are read")
        }
        let start = contents.withUnsafeBytes { Array($0.prefix(3)) }
        guard !start.starts(with: [0xff, 0xfe]), !start.starts(with: [0xfe, 0xff]) else {
            throw KeyFormatError(.unrecognized, "the file is UTF-16 text; save it as UTF-8 or ASCII")
        }
        let text = start == [0xef, 0xbb, 0xbf] ? contents.extracting(3..<contents.count) : contents
        guard text.withUnsafeBytes({ !$0.allSatisfy { $0 == 0x20 || (0x09...0x0d).contains($0) } }) else {
            throw KeyFormatError(.unrecognized, "the file is empty")
        }
        let blocks = try PEMBlock.blocks(in: text)
        candidates = blocks.isEmpty ? [.file(text)] : blocks.map { .pem($0) }
    }
}
