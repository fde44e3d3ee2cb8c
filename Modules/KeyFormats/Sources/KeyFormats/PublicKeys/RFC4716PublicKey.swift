import CryptoBackend

/// The public key file of RFC 4716, what `ssh-keygen -e` writes.
enum RFC4716PublicKey: PublicKeyCoding {
    static let format = PublicKeyFormat.rfc4716
    /// The length of a line at most, the line end not counted (§3).
    private static let lineLength = 72
    /// The letters that ssh-keygen puts on a line.
    private static let columns = 70

    static func read(_ candidate: KeyCandidate) throws(KeyFormatError) -> PublicKeyFile? {
        guard case .rfc4716(let block) = candidate else { return nil }
        let blob = try block.decode()
        let comment = block.headers.last { $0.name.lowercased() == "comment" }.map { unquoted($0.value) }
        return PublicKeyFile(
            format: format, key: try OpenSSHPublicKey.key(fromBlob: blob, format: RFC4716Block.format), comment: comment ?? "")
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
        writer.append(RFC4716Block.begin + "\n")
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
        writer.append(RFC4716Block.end + "\n")
        return writer.bytes
    }
}
