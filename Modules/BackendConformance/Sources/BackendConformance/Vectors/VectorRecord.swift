import CryptoBackend

/// The built-in vectors' format: lines `name = value` form a record, an empty line ends it, a line that begins with two spaces goes
/// on with the value above. A record that begins with `[section]` holds fields for all records up to the next section.
struct VectorRecord: Sendable {
    private let fields: [String: String]

    /// The vector's name, `SigVer15_186-3.rsp:1139`.
    var id: String { string("id") }
    /// Where the vector is from.
    var source: String { string("source") }

    /// A field that may be missing.
    subscript(name: String) -> String? { fields[name] }

    /// A field that must be there: without it the built-in data is wrong.
    func string(_ name: String) -> String {
        guard let value = fields[name] else { preconditionFailure("the vector \(fields["id"] ?? "?") has no field \(name)") }
        return value
    }

    /// A field in hexadecimal.
    func bytes(_ name: String) -> [UInt8] {
        guard let bytes = decodedHexadecimal(string(name)) else { preconditionFailure("\(id): \(name) isn't hexadecimal") }
        return bytes
    }

    /// A field in hexadecimal, as the type that the protocols take for secrets.
    func secret(_ name: String) -> SecretBytes { SecretBytes(copying: bytes(name)) }

    /// A field in decimal.
    func number(_ name: String) -> Int {
        guard let number = Int(string(name)) else { preconditionFailure("\(id): \(name) isn't a number") }
        return number
    }

    /// The field `message`, repeated as the field `count` says.
    var message: [UInt8] {
        let once = bytes("message")
        guard self["count"] != nil else { return once }
        let count = number("count")
        return [UInt8](unsafeUninitializedCapacity: once.count * count) { buffer, length in
            for index in 0..<count {
                _ = UnsafeMutableBufferPointer(rebasing: buffer[(index * once.count)...]).update(fromContentsOf: once)
            }
            length = once.count * count
        }
    }

    /// True for what takes more than a few seconds.
    var isSlow: Bool { self["slow"] != nil }

    /// The records of a text, each with its section's fields.
    static func records(of text: String) -> [VectorRecord] {
        var records: [VectorRecord] = []
        var section: [String: String] = [:]
        var record: [String: String] = [:]
        var isSection = false
        var latest = ""
        func end() {
            if isSection {
                section = record
            } else if !record.isEmpty {
                records.append(VectorRecord(fields: section.merging(record) { $1 }))
            }
            record = [:]
            isSection = false
        }
        for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            if line.isEmpty {
                end()
            } else if line.first == UInt8(ascii: "[") {
                isSection = true
            } else if line.first == UInt8(ascii: " ") {
                record[latest, default: ""] += String(Substring(line.dropFirst(2)))
            } else {
                let equals = line.firstIndex(of: UInt8(ascii: "=")) ?? line.endIndex
                latest = String(Substring(line[..<equals].dropLast()))
                record[latest] = String(Substring(line[equals...].dropFirst(2)))
            }
        }
        end()
        return records
    }
}

/// Lower-case hexadecimal.
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes {
        text.append(digits[Int(byte >> 4)])
        text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
}

/// The bytes of a hexadecimal text, or nil if it is none.
func decodedHexadecimal(_ text: String) -> [UInt8]? {
    func digit(_ character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): character - UInt8(ascii: "A") + 10
        default: nil
        }
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count / 2)
    var high: UInt8?
    for character in text.utf8 {
        guard let value = digit(character) else { return nil }
        if let first = high {
            bytes.append(first << 4 | value)
            high = nil
        } else {
            high = value
        }
    }
    return high == nil ? bytes : nil
}
