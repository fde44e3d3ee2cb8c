import CryptoBackend
import Foundation

/// The counts of lines and the check of a PuTTY file that isn't encrypted (the PuTTY manual, appendix C.3 and C.5): without them right no change
/// inside gets past the check.
enum PuTTYSeal {
    /// The file with both made right, or the same text if it isn't such a file.
    static func renewed(_ text: [UInt8]) -> [UInt8] {
        guard text.starts(with: "PuTTY-User-Key-File-".utf8), let whole = String(bytes: text, encoding: .utf8) else { return text }
        var lines = whole.replacingOccurrences(of: "\r\n", with: "\n").components(separatedBy: "\n")
        func field(_ name: String) -> Int? { lines.firstIndex { $0.hasPrefix("\(name): ") } }
        func value(_ name: String) -> String? { field(name).map { String(lines[$0].dropFirst(name.utf8.count + 2)) } }
        guard value("Encryption") == "none", let comment = value("Comment"), let publicLines = field("Public-Lines"),
            let privateLines = field("Private-Lines"), let mac = field("Private-MAC"), publicLines < privateLines, privateLines < mac,
            let publicBlob = Data(base64Encoded: lines[(publicLines + 1)..<privateLines].joined()),
            let privatePart = Data(base64Encoded: lines[(privateLines + 1)..<mac].joined())
        else { return text }
        let type = Array(lines[0].drop { $0 != " " }.dropFirst().utf8)
        let message = [type, Array("none".utf8), Array(comment.utf8), Array(publicBlob), Array(privatePart)].flatMap { part in
            [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: part.count >> $0) } + part
        }
        let isSecond = lines[0].hasPrefix("PuTTY-User-Key-File-2")
        guard let seal = try? seal(of: message, isSecond: isSecond) else { return text }
        lines[publicLines] = "Public-Lines: \(privateLines - publicLines - 1)"
        lines[privateLines] = "Private-Lines: \(mac - privateLines - 1)"
        lines[mac] = "Private-MAC: " + seal.map { String(format: "%02x", $0) }.joined()
        return Array(lines.joined(separator: "\n").utf8)
    }

    private static func seal(of message: [UInt8], isSecond: Bool) throws(CryptoError) -> [UInt8] {
        let digest = isSecond ? DigestAlgorithm.sha1 : .sha256
        var key = SecretBytes()
        if isSecond { key = SecretBytes(copying: try crypto.digest(.sha1, of: Array("putty-private-key-file-mac-key".utf8))) }
        let seal = try SecretBytes(count: digest.outputLength) { output throws(CryptoError) in
            try message.span.bytes.withUnsafeBytes { bytes throws(CryptoError) in
                try crypto.hmac(digest, key: key, message: bytes, into: output)
            }
        }
        return seal.withUnsafeBytes { Array($0) }
    }
}
