import CryptoBackend

/// One block of a text file in the format of RFC 4716.
///
///     ---- BEGIN SSH2 PUBLIC KEY ----
///     Comment: "a comment"
///     x-header: a value that a backslash \
///     continues on the next line
///     AAAAB3NzaC1yc2E…
///     ---- END SSH2 PUBLIC KEY ----
struct RFC4716Block {
    static let format = "RFC 4716 public key"
    static let begin = "---- BEGIN SSH2 PUBLIC KEY ----"
    static let end = "---- END SSH2 PUBLIC KEY ----"

    /// The headers in their order, their lines joined.
    private(set) var headers: [(name: String, value: [UInt8])] = []
    private let text: SecretBytes
    private let body: Range<Int>
    /// The number of the first line of the body, from 1.
    private let firstLine: Int

    /// The blocks of a file, in their order; whatever stands around them is passed over.
    static func sections(in text: SecretBytes) -> [KeyFileContents.Section] {
        text.withUnsafeBytes { bytes in
            var sections: [KeyFileContents.Section] = []
            var lines = TextLines(bytes)
            while let line = lines.next() {
                guard isFirstLine(line.content) else { continue }
                let candidate =
                    RFC4716Block(&lines, of: text).map { KeyCandidate.rfc4716($0) }
                    ?? .damaged(KeyFormatError(.malformed, "damaged \(format): there is no line “\(end)”"))
                sections.append(KeyFileContents.Section(place: .line(line.number), candidate: candidate))
            }
            return sections
        }
    }

    static func isFirstLine(_ line: UnsafeRawBufferPointer) -> Bool { line.elementsEqual(begin.utf8) }

    /// Takes the lines that follow the first one.
    ///
    /// - Returns: Nil if there is no last line.
    private init?(_ lines: inout TextLines, of text: SecretBytes) {
        var headers: [(name: String, value: [UInt8])] = []
        var start = lines.offset
        var firstLine = lines.number + 1
        while let line = lines.next() {
            if line.content.elementsEqual(RFC4716Block.end.utf8) {
                self.headers = headers
                self.text = text
                self.firstLine = firstLine
                body = start..<line.start
                return
            }
            // Base64 has no colon, so a line with one is a header.
            guard let colon = line.content.firstIndex(of: UInt8(ascii: ":")) else { continue }
            var value = Array(line.content[(colon + 1)...])
            while value.last == UInt8(ascii: "\\") {
                value.removeLast()
                guard let next = lines.next() else { break }
                // A space at either end of the line belongs to the value.
                value += next.raw.last == 0x0d ? next.raw.dropLast() : next.raw[...]
            }
            start = lines.offset
            firstLine = lines.number + 1
            headers.append((String(decoding: line.content[..<colon], as: UTF8.self), value))
        }
        return nil
    }

    /// Decodes the base64 behind the headers: the key in SSH's encoding.
    ///
    /// - Throws: ``KeyFormatError`` with `malformed` that names the line.
    func decode() throws(KeyFormatError) -> [UInt8] {
        try text.withUnsafeBytes { text throws(KeyFormatError) in
            let letters = UnsafeRawBufferPointer(rebasing: text[body])
            do throws(Base64.Failure) { return try Base64.decode(letters) } catch {
                let place = letters[..<error.offset].reduce(firstLine) { $1 == 0x0a ? $0 + 1 : $0 }
                throw KeyFormatError(
                    .malformed, "damaged \(RFC4716Block.format): its base64 is damaged or cut off at line \(place)")
            }
        }
    }
}
