import CryptoBackend
import Testing

@testable import KeyFormats

/// Against Foundation's base64.
@Suite struct Base64Tests {
    private func decode(_ text: String) -> [UInt8]? {
        Array(text.utf8).withUnsafeBytes { letters in try? Base64.decode(letters) }
    }

    @Test func decodesWhatFoundationEncodes() {
        for length in 0..<200 {
            let bytes = (0..<length).map { _ in UInt8.random(in: 0...255) }
            let letters = encodeBase64(bytes)
            #expect(decode(letters) == bytes)
            #expect(Base64.encode(bytes) == letters)
            // Line ends anywhere.
            let columns = Int.random(in: 1...80)
            let lines = stride(from: 0, to: letters.utf8.count, by: columns).map { letters.dropFirst($0).prefix(columns) }
            #expect(decode(lines.joined(separator: "\r\n")) == bytes)
        }
    }

    /// Every byte at every place of a group of eight letters, which are decoded at once.
    @Test func takesTheLettersOfTheAlphabetAndNoOthers() {
        let alphabet = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        let spaces: Set<UInt8> = [0x20, 0x09, 0x0a, 0x0b, 0x0c, 0x0d]
        for place in 0..<8 {
            for byte in UInt8.min...UInt8.max {
                var letters = Array("QUJDREVG".utf8)
                letters[place] = byte
                let result = letters.withUnsafeBytes { try? Base64.decode($0) }
                if alphabet.contains(byte) {
                    #expect(result == decodeBase64(String(decoding: letters, as: UTF8.self)))
                } else if byte == UInt8(ascii: "="), place == 7 {
                    // The bits that the padding leaves over must be zero, and these are not.
                    #expect(result == nil)
                } else {
                    #expect(result == nil, "\(byte) at \(place)")
                    #expect(!spaces.contains(byte) || decode(String(decoding: letters, as: UTF8.self) + "A") != nil)
                }
            }
        }
    }
}
