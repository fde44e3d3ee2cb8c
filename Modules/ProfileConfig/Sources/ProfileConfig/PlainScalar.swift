/// What a scalar without quotes means: the implicit types of YAML 1.1 (yaml.org/type: null, bool, int, float), and the
/// forms that YAML 1.2's core schema (section 10.3.2) adds.
enum PlainScalar {
    /// The value that the text stands for.
    static func value(of text: String) -> ConfigValue {
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON": return .boolean(true)
        case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF": return .boolean(false)
        default: break
        }
        guard let first = text.utf8.first, startsNumber(first) else { return .string(text) }
        return integer(text) ?? float(text) ?? .string(text)
    }

    /// True where some reader of YAML, of 1.1 or 1.2, may take the text for something other than a string.
    static func isAmbiguous(_ text: String) -> Bool {
        if case .string = value(of: text) {} else { return true }
        switch text {
        case "y", "Y", "n", "N", "=", "<<": return true
        default: break
        }
        // Dates, times, sexagesimal and other odd numbers: what has only the characters of these and at least one digit.
        guard let first = text.utf8.first, startsNumber(first), text.utf8.contains(where: isDigit) else { return false }
        return text.utf8.allSatisfy { isHexDigit($0) || "+-._:xXoOTtZz ".utf8.contains($0) }
    }

    private static func startsNumber(_ byte: UInt8) -> Bool { isDigit(byte) || "+-.".utf8.contains(byte) }
    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    private static func isHexDigit(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
    }

    /// `[-+]?0b[01_]+ | [-+]?0o?[0-7_]+ | [-+]?(0|[1-9][0-9_]*) | [-+]?0x[0-9a-fA-F_]+`; one that doesn't fit 64 bits is a float.
    private static func integer(_ text: String) -> ConfigValue? {
        let negative = text.hasPrefix("-")
        var digits = negative || text.hasPrefix("+") ? text.dropFirst() : text[...]
        var radix = 10
        if digits.hasPrefix("0"), digits.utf8.count > 1 {
            let prefixes: [(String, Int)] = [("0b", 2), ("0x", 16), ("0o", 8), ("0", 8)]
            guard let (prefix, base) = prefixes.first(where: { digits.hasPrefix($0.0) }) else { return nil }
            digits = digits.dropFirst(prefix.utf8.count)
            radix = base
        } else if digits.hasPrefix("_") {
            return nil
        }
        let bare = digits.filter { $0 != "_" }
        guard let first = bare.utf8.first, isHexDigit(first), bare.utf8.allSatisfy({ isHexDigit($0) }) else { return nil }
        if let number = Int((negative ? "-" : "") + bare, radix: radix) { return .integer(number) }
        guard radix == 10, bare.utf8.allSatisfy(isDigit), let number = Double(bare) else { return nil }
        return .float(negative ? -number : number)
    }

    /// `[-+]?[0-9][0-9_]*(\.[0-9_]*)?([eE][-+]?[0-9]+)? | [-+]?\.[0-9][0-9_]*([eE][-+]?[0-9]+)? | [-+]?\.(inf|Inf|INF) | \.(nan|NaN|NAN)`
    private static func float(_ text: String) -> ConfigValue? {
        switch text {
        case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": return .float(.infinity)
        case "-.inf", "-.Inf", "-.INF": return .float(-.infinity)
        case ".nan", ".NaN", ".NAN": return .float(.nan)
        default: break
        }
        var rest = Array(text.utf8)[...]
        if let sign = rest.first, "+-".utf8.contains(sign) { rest.removeFirst() }
        let whole = rest.prefix { isDigit($0) || $0 == UInt8(ascii: "_") }
        rest = rest.dropFirst(whole.count)
        var hasDigits = whole.first.map(isDigit) ?? false
        guard hasDigits || whole.isEmpty else { return nil }
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            let fraction = rest.prefix { isDigit($0) || $0 == UInt8(ascii: "_") }
            hasDigits = hasDigits || (fraction.first.map(isDigit) ?? false)
            rest = rest.dropFirst(fraction.count)
        }
        guard hasDigits else { return nil }
        if let letter = rest.first, letter | 0x20 == UInt8(ascii: "e") {
            rest.removeFirst()
            if let sign = rest.first, "+-".utf8.contains(sign) { rest.removeFirst() }
            guard !rest.isEmpty, rest.allSatisfy(isDigit) else { return nil }
            rest = []
        }
        guard rest.isEmpty else { return nil }
        return Double(text.filter { $0 != "_" }).map { .float($0) }
    }
}
