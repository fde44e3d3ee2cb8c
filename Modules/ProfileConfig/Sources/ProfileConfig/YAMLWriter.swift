/// Writes a value as YAML on a single line.
///
/// A string gets no quotes only where no reader could take it for anything else; all others are quoted, which is always right.
struct YAMLWriter {
    /// How a string is written.
    enum Quotes: Sendable {
        /// Without quotes where that is safe, otherwise between double ones.
        case asNeeded
        /// Between single quotes, unless it has a character that needs an escape sequence.
        case single
        /// Between double quotes.
        case double
    }

    /// True within `[…]` or `{…}`, where more characters have a meaning.
    var inFlow: Bool
    /// How strings are written, those within lists and mappings as well.
    var quotes: Quotes = .asNeeded

    /// The value's text.
    func text(of value: ConfigValue) -> String {
        switch value {
        case .null: return "null"
        case .boolean(let value): return value ? "true" : "false"
        case .integer(let number): return String(number)
        case .float(let number): return text(of: number)
        case .string(let string): return text(of: string)
        case .list(let items):
            let inner = YAMLWriter(inFlow: true, quotes: quotes)
            return "[" + items.map(inner.text(of:)).joined(separator: ", ") + "]"
        case .mapping(let entries):
            let inner = YAMLWriter(inFlow: true, quotes: quotes)
            return "{" + entries.map { inner.text(of: .string($0.key)) + ": " + inner.text(of: $0.value) }.joined(separator: ", ") + "}"
        }
    }

    private func text(of number: Double) -> String {
        if number.isNaN { return ".nan" }
        if number.isInfinite { return number < 0 ? "-.inf" : ".inf" }
        // YAML 1.1 wants a point in the mantissa and a sign in the exponent: 1e+20 is a string there, 1.0e+20 a number.
        var text = "\(number)"
        guard let exponent = text.firstIndex(where: { $0 == "e" }) else { return text }
        if !text[..<exponent].contains(".") { text.insert(contentsOf: ".0", at: exponent) }
        return text
    }

    private func text(of string: String) -> String {
        switch quotes {
        case .asNeeded where isSafeWithoutQuotes(string): string
        case .single where string.unicodeScalars.allSatisfy { !needsEscape($0) }:
            "'" + string.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
        default: doubleQuoted(string)
        }
    }

    /// Stricter than YAML's ns-plain (1.2, section 7.3.3): characters of ASCII only, no blank beside another or at an end.
    private func isSafeWithoutQuotes(_ string: String) -> Bool {
        let bytes = Array(string.utf8)
        guard let first = bytes.first, let last = bytes.last, !PlainScalar.isAmbiguous(string) else { return false }
        let startsPlain = isAlphanumeric(first) || "_/.~+".utf8.contains(first)
        let startsOption =
            first == UInt8(ascii: "-") && bytes.count > 2 && bytes[1...].contains(where: isAlphanumeric)
            && (isAlphanumeric(bytes[1]) || bytes[1] == UInt8(ascii: "-")) && !string.hasPrefix("---")
        guard startsPlain || startsOption, !string.hasPrefix("..."), last != UInt8(ascii: ":"), last != UInt8(ascii: " ") else {
            return false
        }
        let allowed = inFlow ? "_/.~+-=@%" : "_/.~+-=@%:,?&*()[]{}!;"
        return bytes.indices.allSatisfy { index in
            let byte = bytes[index]
            if byte == UInt8(ascii: " ") {
                // ": " starts a value, " #" a comment; what follows a blank must be as harmless as what starts a text.
                let next = bytes[index + 1]
                return bytes[index - 1] != UInt8(ascii: ":") && (isAlphanumeric(next) || "_/.~+-".utf8.contains(next))
            }
            return isAlphanumeric(byte) || allowed.utf8.contains(byte)
        }
    }

    private func isAlphanumeric(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    /// What is no printable character of YAML (1.2, section 5.1) or ends a line in 1.1.
    private func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7E, 0xA0...0x2027, 0x202A...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD, 0x10000...0x10FFFF: false
        default: true
        }
    }

    private func doubleQuoted(_ string: String) -> String {
        var text = "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where needsEscape(scalar):
                let digits = String(scalar.value, radix: 16, uppercase: true)
                text += "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }
}
