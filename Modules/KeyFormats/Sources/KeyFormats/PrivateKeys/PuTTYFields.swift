import CryptoBackend

/// The lines of a PuTTY private key file, which come in a fixed order: `Name: value`, and after some of them lines of base64.
struct PuTTYFields {
    private static let format = "PuTTY private key"
    private static let magic = "PuTTY-User-Key-File-"
    /// A file with a key of 16384 bits has about 170.
    private static let mostLines = 1000

    /// The version of the file, 2 or 3.
    let version: Int
    private var lines: [(number: Int, content: SecretBytes)]

    /// Whether a file begins as these do.
    static func isNamed(_ contents: SecretBytes) -> Bool {
        contents.withUnsafeBytes { $0.starts(with: magic.utf8) }
    }

    /// - Returns: Nil if the text isn't such a file.
    init?(_ text: UnsafeRawBufferPointer) throws(KeyFormatError) {
        guard text.starts(with: Self.magic.utf8) else { return nil }
        switch text.dropFirst(Self.magic.utf8.count).first {
        case UInt8(ascii: "2"): version = 2
        case UInt8(ascii: "3"): version = 3
        default:
            throw KeyFormatError(
                .unsupportedFormat, "this is a PuTTY private key of a version that isn't read: 2 and 3 are")
        }
        lines = []
        var source = TextLines(text)
        while let line = source.next() {
            guard line.number <= Self.mostLines else {
                throw KeyFormatError(.malformed, "damaged \(Self.format): it has more than \(Self.mostLines) lines")
            }
            lines.append((line.number, SecretBytes(copying: line.raw.last == 0x0d ? line.raw.dropLast() : line.raw[...])))
        }
        lines.reverse()
    }

    private func malformed(_ reason: String, line: Int? = nil) -> KeyFormatError {
        let place = line ?? lines.last?.number
        return KeyFormatError(.malformed, "damaged \(Self.format): \(place.map { "line \($0)" } ?? "its end") \(reason)")
    }

    /// Takes the line of that field and gives what stands behind the colon and a space.
    mutating func bytes(_ name: String) throws(KeyFormatError) -> [UInt8] {
        let start = Array("\(name): ".utf8)
        guard let line = lines.last else { throw malformed("should be \(name)") }
        let value = line.content.withUnsafeBytes { $0.starts(with: start) ? Array($0[start.count...]) : nil }
        guard let value else { throw malformed("should be \(name)") }
        lines.removeLast()
        return value
    }

    mutating func value(_ name: String) throws(KeyFormatError) -> String {
        String(decoding: try bytes(name), as: UTF8.self)
    }

    mutating func number(_ name: String) throws(KeyFormatError) -> Int {
        let line = lines.last?.number
        let value = try value(name)
        guard value.utf8.count <= 10, value.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(value) else {
            throw malformed("has no number behind \(name)", line: line)
        }
        return number
    }

    mutating func hexadecimal(_ name: String) throws(KeyFormatError) -> [UInt8] {
        let line = lines.last?.number
        guard let bytes = Hexadecimal.decode(try bytes(name)) else {
            throw malformed("has no hexadecimal digits behind \(name)", line: line)
        }
        return bytes
    }

    /// Takes the field that counts lines, and those lines, which are base64.
    mutating func base64(_ name: String) throws(KeyFormatError) -> SecretBytes {
        let first = lines.last?.number ?? 0
        let count = try number(name)
        guard count <= lines.count else { throw malformed("counts \(count) lines, and fewer follow", line: first) }
        let text = SecretBytes(joining: lines.suffix(count).reversed().map(\.content))
        lines.removeLast(count)
        do throws(Base64.Failure) {
            return try text.withUnsafeBytes { bytes throws(Base64.Failure) in try Base64.decodeSecret(bytes) }
        } catch {
            throw malformed("is followed by something that isn't base64", line: first)
        }
    }

    /// Checks that nothing but blank lines is left.
    func requireEnd() throws(KeyFormatError) {
        guard lines.allSatisfy({ $0.content.withUnsafeBytes { TextLines.trimmed($0).isEmpty } }) else { throw malformed("is one too many") }
    }
}
