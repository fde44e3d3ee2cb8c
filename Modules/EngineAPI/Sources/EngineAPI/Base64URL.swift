#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Base64 with the URL-safe alphabet and without padding (RFC 4648 §5, RFC 7515 §2).
public enum Base64URL {
    /// The text of the bytes.
    public static func encode(_ bytes: some Sequence<UInt8>) -> String {
        Data(Array(bytes)).base64EncodedString(options: [.base64URLAlphabet, .omitPaddingCharacter])
    }

    /// - Returns: nil if the text isn't base64url, or isn't the one spelling of its value: padded, in the other alphabet, with stray bits at
    ///   its end. A spent challenge must not be answered again under another name.
    public static func decode(_ text: some StringProtocol) -> [UInt8]? {
        let bytes = decodeLeniently(text)
        // Byte by byte: the Kelvin sign equals the letter K as a Character.
        return Array(encode(bytes).utf8) == Array(text.utf8) ? bytes : nil
    }

    /// As a careless reader takes it: either alphabet, padding or none, anything else and stray bits at the end passed over.
    static func decodeLeniently(_ text: some StringProtocol) -> [UInt8] {
        let text = Array(text.utf8)
        var standard: [UInt8] = []
        standard.reserveCapacity(text.count + 3)
        for byte in text {
            switch byte {
            case UInt8(ascii: "-"): standard.append(UInt8(ascii: "+"))
            case UInt8(ascii: "_"): standard.append(UInt8(ascii: "/"))
            case UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"):
                standard.append(byte)
            default: break
            }
        }
        if standard.count % 4 == 1 { standard.removeLast() }
        standard.append(contentsOf: repeatElement(UInt8(ascii: "="), count: (4 - standard.count % 4) % 4))
        return Data(base64Encoded: Data(standard)).map { [UInt8]($0) } ?? []
    }
}
