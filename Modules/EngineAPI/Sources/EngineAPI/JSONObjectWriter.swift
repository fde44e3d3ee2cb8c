/// Writes a JSON object (RFC 8259 §4) member by member.
///
/// The few messages of a sign-in are written with it, because writing them through `Codable` costs more than the signature in them. It
/// knows nothing of them: their members come in the order in which they are added.
public struct JSONObjectWriter {
    private var bytes: [UInt8]

    /// Begins an object.
    public init() {
        bytes = []
        bytes.reserveCapacity(512)
        bytes.append(UInt8(ascii: "{"))
    }

    /// Adds a member, nothing if the value is nil.
    ///
    /// - Parameter name: Printable ASCII without quotes and backslashes.
    public mutating func add(_ name: StaticString, _ value: String?) {
        guard let value else { return }
        begin(name)
        append(value)
    }

    /// Adds a number.
    public mutating func add(_ name: StaticString, _ value: Int64?) {
        guard let value else { return }
        begin(name)
        bytes += String(value).utf8
    }

    /// Adds `true` or `false`.
    public mutating func add(_ name: StaticString, _ value: Bool?) {
        guard let value else { return }
        begin(name)
        bytes += (value ? "true" : "false").utf8
    }

    /// Adds an array of strings.
    public mutating func add(_ name: StaticString, _ values: [String]?) {
        guard let values else { return }
        begin(name)
        bytes.append(UInt8(ascii: "["))
        for (index, value) in values.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            append(value)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    /// Adds an object.
    public mutating func add(_ name: StaticString, _ value: some JSONObjectWritable) {
        begin(name)
        bytes.append(UInt8(ascii: "{"))
        value.write(to: &self)
        bytes.append(UInt8(ascii: "}"))
    }

    /// The object, in UTF-8.
    public func finished() -> [UInt8] { bytes + [UInt8(ascii: "}")] }

    private mutating func begin(_ name: StaticString) {
        if bytes.last != UInt8(ascii: "{") { bytes.append(UInt8(ascii: ",")) }
        bytes.append(UInt8(ascii: "\""))
        name.withUTF8Buffer { bytes += $0 }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    /// RFC 8259 §7: what must be escaped, in its shortest form.
    private mutating func append(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        defer { bytes.append(UInt8(ascii: "\"")) }
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) else {
            bytes += text.utf8
            return
        }
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0x08: bytes += "\\b".utf8
            case 0x09: bytes += "\\t".utf8
            case 0x0A: bytes += "\\n".utf8
            case 0x0C: bytes += "\\f".utf8
            case 0x0D: bytes += "\\r".utf8
            case ..<0x20:
                bytes += "\\u00".utf8
                bytes += [byte >> 4, byte & 0xF].map { $0 < 10 ? UInt8(ascii: "0") + $0 : UInt8(ascii: "a") + $0 - 10 }
            default: bytes.append(byte)
            }
        }
    }
}
