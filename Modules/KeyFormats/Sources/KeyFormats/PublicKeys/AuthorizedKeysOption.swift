/// One option in front of a key in an authorized_keys file: `restrict`, `command="…"` (sshd(8), AUTHORIZED_KEYS FILE FORMAT).
public struct AuthorizedKeysOption: Sendable, Hashable, CustomStringConvertible {
    /// The name as it was written; sshd takes it in any case.
    public let name: String
    /// The value without its quotes, or nil for an option that has none.
    public let value: String?

    /// - Parameters:
    ///   - name: Letters, digits and `-_.@`.
    ///   - value: Any text on one line that doesn't end in a backslash, which would hide the closing quote.
    /// - Throws: ``KeyFormatError`` with `invalidParameter` when the option couldn't be read back.
    public init(name: String, value: String? = nil) throws(KeyFormatError) {
        guard !name.isEmpty, name.utf8.allSatisfy(AuthorizedKeysOption.isNameByte) else {
            throw KeyFormatError(.invalidParameter, "the name of an authorized_keys option is made of letters, digits and -_.@")
        }
        if let value {
            guard !value.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7f }) else {
                throw KeyFormatError(.invalidParameter, "the value of the option \(name) has a control character in it")
            }
            guard value.utf8.last != UInt8(ascii: "\\") else {
                throw KeyFormatError(.invalidParameter, "the value of the option \(name) ends in a backslash, which can't be written")
            }
        }
        self.name = name
        self.value = value
    }

    private init(parsedName: String, value: String?) {
        name = parsedName
        self.value = value
    }

    /// The option as it stands in the line: quotes in the value have a backslash in front, and nothing else is escaped.
    public var text: String {
        guard let value else { return name }
        var escaped = ""
        for scalar in value.unicodeScalars {
            if scalar == "\"" { escaped.unicodeScalars.append("\\") }
            escaped.unicodeScalars.append(scalar)
        }
        return "\(name)=\"\(escaped)\""
    }

    public var description: String { text }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "@"): true
        default: false
        }
    }

    /// The length of the options at the start of a line: up to the first space outside of quotes.
    static func length(in line: UnsafeRawBufferPointer) -> Int {
        var isQuoted = false
        var index = 0
        while index < line.count, isQuoted || !LineFields.isSpace(line[index]) {
            if line[index] == UInt8(ascii: "\\"), index + 1 < line.count, line[index + 1] == UInt8(ascii: "\"") {
                index += 1
            } else if line[index] == UInt8(ascii: "\"") {
                isQuoted.toggle()
            }
            index += 1
        }
        return index
    }

    /// Reads options that commas separate.
    ///
    ///     options = option *( "," option )
    ///     option  = name [ "=" DQUOTE *( "\" DQUOTE / any but DQUOTE ) DQUOTE ]
    static func list(parsing field: UnsafeRawBufferPointer) throws(KeyFormatError) -> [AuthorizedKeysOption] {
        var options: [AuthorizedKeysOption] = []
        var index = 0
        func malformed(_ reason: String) -> KeyFormatError {
            KeyFormatError(.malformed, "damaged authorized_keys line: option \(options.count + 1) \(reason)")
        }
        while true {
            let start = index
            while index < field.count, isNameByte(field[index]) { index += 1 }
            guard index > start else {
                throw malformed(index == field.count ? "is missing after the comma" : "has no name")
            }
            let name = String(decoding: field[start..<index], as: UTF8.self)
            var value: String?
            if index < field.count, field[index] == UInt8(ascii: "=") {
                guard index + 1 < field.count, field[index + 1] == UInt8(ascii: "\"") else {
                    throw malformed("(\(name)) has a value without quotes")
                }
                var bytes: [UInt8] = []
                index += 2
                while index < field.count, field[index] != UInt8(ascii: "\"") {
                    let isEscape =
                        field[index] == UInt8(ascii: "\\") && index + 1 < field.count && field[index + 1] == UInt8(ascii: "\"")
                    if isEscape { index += 1 }
                    bytes.append(field[index])
                    index += 1
                }
                guard index < field.count else { throw malformed("(\(name)) has no closing quote") }
                index += 1
                value = String(decoding: bytes, as: UTF8.self)
            }
            options.append(AuthorizedKeysOption(parsedName: name, value: value))
            if index == field.count { return options }
            guard field[index] == UInt8(ascii: ",") else {
                throw malformed("begins after something that is no comma, at character \(index + 1)")
            }
            index += 1
        }
    }
}
