import CryptoBackend

/// A `.pub` file: one line with a key among blank lines and comments.
enum OpenSSHPublicKeyFile: PublicKeyCoding {
    static let format = PublicKeyFormat.openSSH

    static func read(_ candidate: KeyCandidate) throws(KeyFormatError) -> (key: RSAPublicKey, comment: String)? {
        guard case .file(let text) = candidate, isPlausible(text) else { return nil }
        return try text.withUnsafeBytes { text throws(KeyFormatError) -> (key: RSAPublicKey, comment: String)? in
            var found: (line: Int, key: OpenSSHPublicKey)?
            for (index, line) in text.split(separator: 0x0a, omittingEmptySubsequences: false).enumerated() {
                let bytes = UnsafeRawBufferPointer(rebasing: line)
                guard let first = LineFields(bytes).remaining.first, first != UInt8(ascii: "#") else { continue }
                let key: OpenSSHPublicKey
                do throws(KeyFormatError) {
                    key = try AuthorizedKeysLine(utf8: bytes).publicKey
                } catch {
                    throw error.code == .malformed || found != nil ? error.at("line \(index + 1)") : error
                }
                if let found {
                    throw KeyFormatError(
                        .malformed, "there is a key on line \(found.line) and another on line \(index + 1), and one is expected")
                }
                found = (index + 1, key)
            }
            return found.map { ($0.key.key, $0.key.comment) }
        }
    }

    static func write(_ key: RSAPublicKey, comment: String) -> [UInt8] {
        Array((OpenSSHPublicKey(key: key, comment: comment).line + "\n").utf8)
    }

    /// Whether some line has the type of a key in it, as its first field or behind options.
    private static func isPlausible(_ text: SecretBytes) -> Bool {
        text.withUnsafeBytes { text in
            text.split(separator: 0x0a).contains { line in
                var fields = LineFields(UnsafeRawBufferPointer(rebasing: line))
                guard let first = fields.remaining.first, first != UInt8(ascii: "#") else { return false }
                var peeked = fields
                let type = peeked.next()
                if OpenSSHPublicKey.isKeyType(type) || OtherKeyTypes.error(forSSHName: type) != nil { return true }
                _ = fields.take(AuthorizedKeysOption.length(in: fields.remaining))
                let second = fields.next()
                return OpenSSHPublicKey.isKeyType(second) || OtherKeyTypes.error(forSSHName: second) != nil
            }
        }
    }
}
