#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A value as JSON, which may be looked at on a terminal too: invisible characters are escaped, those among them that JSON (RFC 8259 §7) allows
/// as they are.
func jsonText(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    var text = String()
    for scalar in String(decoding: try encoder.encode(value), as: UTF8.self).unicodeScalars {
        // The ends of lines between values; those in strings are escaped already.
        if scalar == "\n" || !isInvisible(scalar) {
            text.unicodeScalars.append(scalar)
        } else {
            for unit in UTF16.encode(scalar)! {
                let digits = String(unit, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
        }
    }
    return text
}
