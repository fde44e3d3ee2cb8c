import CryptoBackend

/// The public key file of RFC 4716, what `ssh-keygen -e` writes.
///
///     ---- BEGIN SSH2 PUBLIC KEY ----
///     Comment: "a comment"
///     x-header: a value that a backslash \
///     continues on the next line
///     AAAAB3NzaC1yc2E…
///     ---- END SSH2 PUBLIC KEY ----
enum RFC4716PublicKey: PublicKeyCoding {
    static let format = PublicKeyFormat.rfc4716
    private static let name = "RFC 4716 public key"
    private static let begin = "---- BEGIN SSH2 PUBLIC KEY ----"
    private static let end = "---- END SSH2 PUBLIC KEY ----"
    /// The length of a line at most, the line end not counted (§3).
    private static let lineLength = 72
    /// The letters that ssh-keygen puts on a line.
    private static let columns = 70

    static func read(_ candidate: KeyCandidate) throws(KeyFormatError) -> (key: RSAPublicKey, comment: String)? {
        guard case .file(let text) = candidate else { return nil }
        return try text.withUnsafeBytes { text throws(KeyFormatError) -> (key: RSAPublicKey, comment: String)? in
            var lines = TextLines(text)
            while let line = lines.next() {
                if line.content.elementsEqual(begin.utf8) { return try read(&lines, text) }
            }
            return nil
        }
    }

    /// Reads what follows the first line.
    private static func read(
        _ lines: inout TextLines, _ text: UnsafeRawBufferPointer
    ) throws(KeyFormatError) -> (key: RSAPublicKey, comment: String) {
        var comment = ""
        var start = lines.offset
        while let line = lines.next() {
            if line.content.elementsEqual(end.utf8) {
                let blob: [UInt8]
                do throws(Base64.Failure) {
                    blob = try Base64.decode(UnsafeRawBufferPointer(rebasing: text[start..<line.start]))
                } catch {
                    let place = 1 + text[..<(start + error.offset)].reduce(0) { $1 == 0x0a ? $0 + 1 : $0 }
                    throw KeyFormatError(.malformed, "damaged \(name): its base64 is damaged or cut off at line \(place)")
                }
                return (try OpenSSHPublicKey.key(fromBlob: blob, format: name), comment)
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
            let tag = String(decoding: line.content[..<colon], as: UTF8.self)
            if tag.lowercased() == "comment" { comment = unquoted(value) }
        }
        throw KeyFormatError(.malformed, "damaged \(name): there is no line “\(end)”")
    }

    /// A comment without the quotes that may stand around it (§3.3.2).
    private static func unquoted(_ value: [UInt8]) -> String {
        var value = value[...]
        while let first = value.first, LineFields.isSpace(first) { value.removeFirst() }
        if value.count >= 2, value.first == UInt8(ascii: "\""), value.last == UInt8(ascii: "\"") { value = value.dropFirst().dropLast() }
        return String(decoding: value, as: UTF8.self)
    }

    static func write(_ key: RSAPublicKey, comment: String) -> [UInt8] {
        var writer = SecretWriter()
        writer.append(begin + "\n")
        if !comment.isEmpty {
            // A line that is too long goes on behind a backslash, never in the middle of a character.
            var line = ""
            for character in "Comment: \"\(OpenSSHPublicKey.onOneLine(comment))\"" {
                if line.utf8.count + String(character).utf8.count >= lineLength {
                    writer.append(line + "\\\n")
                    line = ""
                }
                line.append(character)
            }
            writer.append(line + "\n")
        }
        Base64.encode(SecretBytes(copying: OpenSSHPublicKey.blob(of: key)), columns: columns, into: &writer)
        writer.append(end + "\n")
        return writer.bytes
    }
}
