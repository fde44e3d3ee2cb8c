/// The forms of fingerprints, as far as a profile looks at them.
enum Fingerprint {
    /// What is wrong with the name of a key, as the second half of a sentence; nil where it may be a path or a fingerprint.
    static func problem(ofKey text: String) -> String? {
        if text.hasPrefix("SHA256:") {
            return isBase64(text.dropFirst("SHA256:".count))
                ? nil : "behind SHA256: it must have 43 characters of base64, as `ssh-keygen -l` shows"
        }
        if text.hasPrefix("MD5:") {
            return isHexadecimal(text.dropFirst("MD5:".count), pairs: 16, caseMatters: true)
                ? nil : "behind MD5: it must have 16 pairs of hexadecimal digits with colons, as `ssh-keygen -l -E md5` shows"
        }
        return text.isEmpty ? "it must be the path of a key file, or a fingerprint such as SHA256:…" : nil
    }

    /// What is wrong with the fingerprint of a certificate, as the second half of a sentence; nil where it is right.
    static func problem(ofCertificate text: String) -> String? {
        let rest = text.uppercased().hasPrefix("SHA256:") ? text.dropFirst("SHA256:".count) : text[...]
        let isOneWord = rest.utf8.count == 64 && rest.utf8.allSatisfy { isHexadecimal($0, caseMatters: false) }
        if isOneWord || isHexadecimal(rest, pairs: 32, caseMatters: false) { return nil }
        return "it must be the SHA-256 of a certificate in hexadecimal, as `openssl x509 -noout -fingerprint -sha256` shows"
    }

    /// The base64 of 32 bytes without its padding.
    private static func isBase64(_ text: Substring) -> Bool {
        text.utf8.count == 43
            && text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "+")
                    || byte == UInt8(ascii: "/")
            }
    }

    private static func isHexadecimal(_ text: Substring, pairs count: Int, caseMatters: Bool) -> Bool {
        let pairs = text.split(separator: ":", omittingEmptySubsequences: false)
        return pairs.count == count
            && pairs.allSatisfy { $0.utf8.count == 2 && $0.utf8.allSatisfy { isHexadecimal($0, caseMatters: caseMatters) } }
    }

    private static func isHexadecimal(_ byte: UInt8, caseMatters: Bool) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(caseMatters ? byte : byte | 0x20)
    }
}
