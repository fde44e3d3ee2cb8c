import CryptoBackend

/// A JSON text (RFC 8259) taken apart where it lies: strings are ranges of it, so that nothing secret is copied.
struct JSONReader {
    indirect enum Node {
        case object([(name: String, value: Node)])
        case array([Node])
        /// What stands between the quotes.
        case string(Range<Int>)
        /// A number, true, false or null.
        case other
    }

    /// Where the text stops being JSON.
    struct Failure: Error {
        let offset: Int
        let reason: String
    }

    private static let deepest = 16
    /// The values of a text of no length. The members of a key are long, so a longer text has one more for each so many bytes.
    private static let mostValues = 50_000
    private static let bytesPerValue = 64

    private let text: UnsafeRawBufferPointer
    private var offset = 0
    private var valueCount = 0

    /// Reads a text that is one value, with white space around it.
    static func read(_ text: UnsafeRawBufferPointer) throws(Failure) -> Node {
        var reader = JSONReader(text: text)
        let node = try reader.value(depth: 0)
        reader.skipSpaces()
        guard reader.offset == text.count else { throw reader.failure("something follows the value") }
        return node
    }

    private init(text: UnsafeRawBufferPointer) {
        self.text = text
    }

    private func failure(_ reason: String) -> Failure { Failure(offset: offset, reason: reason) }

    private mutating func skipSpaces() {
        while offset < text.count, [0x20, 0x09, 0x0a, 0x0d].contains(text[offset]) { offset += 1 }
    }

    private mutating func take(_ character: Character) -> Bool {
        skipSpaces()
        guard offset < text.count, text[offset] == character.asciiValue else { return false }
        offset += 1
        return true
    }

    private mutating func value(depth: Int) throws(Failure) -> Node {
        guard depth <= Self.deepest else { throw failure("it is nested too deep") }
        valueCount += 1
        guard valueCount <= Self.mostValues + text.count / Self.bytesPerValue else { throw failure("there are too many values") }
        skipSpaces()
        guard offset < text.count else { throw failure("a value is missing") }
        switch text[offset] {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        default: return try other()
        }
    }

    private mutating func object(depth: Int) throws(Failure) -> Node {
        offset += 1
        var members: [(name: String, value: Node)] = []
        var names: Set<String> = []
        if take("}") { return .object(members) }
        while true {
            skipSpaces()
            guard offset < text.count, text[offset] == UInt8(ascii: "\"") else { throw failure("a member's name is missing") }
            guard let name = Self.decoded(UnsafeRawBufferPointer(rebasing: text[try string()])) else {
                throw failure("a member's name is damaged")
            }
            guard names.insert(name).inserted else { throw failure("a member is there twice") }
            guard take(":") else { throw failure("a colon is missing") }
            members.append((name, try value(depth: depth + 1)))
            if take("}") { return .object(members) }
            guard take(",") else { throw failure("a comma or a closing brace is missing") }
        }
    }

    private mutating func array(depth: Int) throws(Failure) -> Node {
        offset += 1
        var elements: [Node] = []
        if take("]") { return .array(elements) }
        while true {
            elements.append(try value(depth: depth + 1))
            if take("]") { return .array(elements) }
            guard take(",") else { throw failure("a comma or a closing bracket is missing") }
        }
    }

    private mutating func string() throws(Failure) -> Range<Int> {
        offset += 1
        let start = offset
        while offset < text.count, text[offset] != UInt8(ascii: "\"") {
            guard text[offset] >= 0x20 else { throw failure("there is a control character in a string") }
            offset += text[offset] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard offset < text.count else { throw failure("a string has no end") }
        defer { offset += 1 }
        return start..<offset
    }

    private mutating func other() throws(Failure) -> Node {
        let start = offset
        while offset < text.count, Self.isWordByte(text[offset]) { offset += 1 }
        let word = UnsafeRawBufferPointer(rebasing: text[start..<offset])
        let isWord = ["true", "false", "null"].contains { word.elementsEqual($0.utf8) }
        guard isWord || Self.isNumber(word) else {
            offset = start
            throw failure("there is no value")
        }
        return .other
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
        case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "E"): true
        default: false
        }
    }

    /// number = [ "-" ] int [ frac ] [ exp ]
    private static func isNumber(_ word: UnsafeRawBufferPointer) -> Bool {
        var rest = word[...]
        func digits() -> Bool {
            let count = rest.prefix { (0x30...0x39).contains($0) }.count
            rest = rest.dropFirst(count)
            return count > 0
        }
        if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        if rest.first == UInt8(ascii: "0") { rest.removeFirst() } else if !digits() { return false }
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            guard digits() else { return false }
        }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest.removeFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
            guard digits() else { return false }
        }
        return rest.isEmpty
    }

    /// The text of a string that is no secret, its escapes resolved; nil if one is damaged.
    static func decoded(_ string: UnsafeRawBufferPointer) -> String? {
        var units: [UInt16] = []
        var rest = Substring(String(decoding: string, as: UTF8.self)).unicodeScalars
        while let scalar = rest.popFirst() {
            guard scalar == "\\" else {
                units += UTF16.encode(scalar)!
                continue
            }
            switch rest.popFirst() {
            case "\"": units.append(0x22)
            case "\\": units.append(0x5c)
            case "/": units.append(0x2f)
            case "b": units.append(0x08)
            case "f": units.append(0x0c)
            case "n": units.append(0x0a)
            case "r": units.append(0x0d)
            case "t": units.append(0x09)
            case "u":
                guard rest.count >= 4, let bytes = Hexadecimal.decode(String(rest.prefix(4)).utf8) else { return nil }
                units.append(UInt16(bytes[0]) << 8 | UInt16(bytes[1]))
                rest = rest.dropFirst(4)
            default: return nil
            }
        }
        return String(decoding: units, as: UTF16.self)
    }

    /// A text as a JSON string, quotes included.
    static func encoded(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case _ where scalar.value < 0x20: result += "\\u00\(Hexadecimal.encode([UInt8(scalar.value)]))"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
