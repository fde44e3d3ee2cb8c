import CryptoBackend

/// One block of a text file in the textual encoding of RFC 7468, read with its lax grammar (§3) and the headers of RFC 1421 (§4.4).
///
///     -----BEGIN label-----
///     header: value
///
///     base64
///     -----END label-----
struct PEMBlock: Sendable {
    /// What stands between `BEGIN` and the dashes.
    let label: String
    /// The header lines in their order, continuation lines joined.
    let headers: [(name: String, value: String)]
    /// The number of the line that begins the block, from 1.
    let line: Int
    private let text: SecretBytes
    private let body: Range<Int>
    /// The number of the first line of the body, from 1.
    private let firstLine: Int

    /// Decodes the base64 between the lines.
    ///
    /// - Throws: ``KeyFormatError`` with `malformed` that names the line.
    func decode() throws(KeyFormatError) -> SecretBytes {
        try text.withUnsafeBytes { text throws(KeyFormatError) in
            let letters = UnsafeRawBufferPointer(rebasing: text[body])
            do throws(Base64.Failure) {
                return try Base64.decodeSecret(letters)
            } catch {
                let line = letters[..<error.offset].reduce(firstLine) { $1 == 0x0a ? $0 + 1 : $0 }
                throw KeyFormatError(
                    .malformed,
                    error.offset == letters.count
                        ? "damaged PEM: the base64 of the \(label) block is cut off before line \(line)"
                        : "damaged PEM: line \(line) of the \(label) block isn't base64")
            }
        }
    }

    /// Writes a block, its base64 in lines of `columns` letters: 64 by RFC 7468, 70 in OpenSSH's private keys.
    static func write(label: String, headers: [String] = [], _ content: SecretBytes, columns: Int = 64) -> SecretBytes {
        var writer = SecretWriter(capacity: content.count * 3 / 2 + 128)
        writer.append("-----BEGIN \(label)-----\n")
        for header in headers { writer.append(header + "\n") }
        if !headers.isEmpty { writer.append("\n") }
        Base64.encode(content, columns: columns, into: &writer)
        writer.append("-----END \(label)-----\n")
        return writer.secret
    }

    /// The content of the first block of a public key's text that has that label.
    static func publicContent(of text: String, label: String) throws(KeyFormatError) -> [UInt8] {
        for section in sections(in: SecretBytes(copying: Array(text.utf8))) {
            switch section.candidate {
            case .pem(let block) where block.label == label: return try block.decode().withUnsafeBytes { Array($0) }
            case .damaged(let error): throw error
            default: continue
            }
        }
        throw KeyFormatError(.unrecognized, "there is no PEM block labelled \(label)")
    }

    /// The blocks of a file, in their order; whatever stands around them is passed over. One that doesn't end is the last.
    static func sections(in text: SecretBytes) -> [KeyFileContents.Section] {
        text.withUnsafeBytes { bytes in
            var sections: [KeyFileContents.Section] = []
            var lines = TextLines(bytes)
            while let line = lines.next() {
                guard let label = label(of: line.content, begin) else { continue }
                let candidate: KeyCandidate
                do throws(KeyFormatError) {
                    candidate = .pem(try PEMBlock(label: label, line: line.number, &lines, of: text))
                } catch {
                    candidate = .damaged(error)
                }
                sections.append(KeyFileContents.Section(place: .line(line.number), candidate: candidate))
            }
            return sections
        }
    }

    static func isFirstLine(_ line: UnsafeRawBufferPointer) -> Bool { label(of: line, begin) != nil }

    /// Takes the lines that follow the first one.
    ///
    /// - Throws: ``KeyFormatError`` with `malformed` if the block doesn't end.
    private init(label: String, line: Int, _ lines: inout TextLines, of text: SecretBytes) throws(KeyFormatError) {
        self.label = label
        self.line = line
        self.text = text
        headers = PEMBlock.readHeaders(&lines)
        let start = lines.offset
        firstLine = lines.number + 1
        while let inner = lines.next() {
            guard let end = PEMBlock.label(of: inner.content, PEMBlock.end) else { continue }
            guard end == label else {
                throw KeyFormatError(
                    .malformed, "damaged PEM: line \(inner.number) ends a block of \(end), and the one of line \(line) is \(label)")
            }
            body = start..<inner.start
            return
        }
        throw KeyFormatError(.malformed, "damaged PEM: the \(label) block that begins on line \(line) has no END line")
    }

    /// Takes the headers: lines with a colon, which base64 doesn't have, and those that continue them, up to an empty line.
    private static func readHeaders(_ lines: inout TextLines) -> [(name: String, value: String)] {
        var headers: [(name: String, value: String)] = []
        var ahead = lines
        while let line = ahead.next() {
            if !headers.isEmpty, let first = line.raw.first, LineFields.isSpace(first), !line.content.isEmpty {
                // In place: a copy for each line would make a header of many lines take the square of their number.
                headers[headers.count - 1].value += String(decoding: line.content, as: UTF8.self)
            } else if let colon = line.content.firstIndex(of: UInt8(ascii: ":")) {
                let name = String(decoding: line.content[..<colon], as: UTF8.self)
                let value = TextLines.trimmed(UnsafeRawBufferPointer(rebasing: line.content[(colon + 1)...]))
                headers.append((name, String(decoding: value, as: UTF8.self)))
            } else {
                break
            }
            lines = ahead
        }
        return headers
    }

    private static let begin = "-----BEGIN "
    private static let end = "-----END "
    private static let dashes = "-----"
    /// No line that begins or ends a block is longer, in bytes.
    private static let longestBoundary = 100

    /// The label of a line `-----BEGIN label-----`, or nil if it is none.
    private static func label(of line: UnsafeRawBufferPointer, _ start: String) -> String? {
        let (start, end) = (start.utf8, dashes.utf8)
        guard line.first == UInt8(ascii: "-"), line.count >= start.count + end.count, line.count <= longestBoundary,
            line.starts(with: start), line.suffix(end.count).elementsEqual(end)
        else { return nil }
        let label = line[start.count..<line.count - end.count]
        guard !label.isEmpty, label.allSatisfy({ (0x20...0x7e).contains($0) }) else { return nil }
        return String(decoding: label, as: UTF8.self)
    }
}
