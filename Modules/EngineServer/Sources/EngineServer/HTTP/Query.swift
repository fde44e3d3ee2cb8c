import EngineAPI

/// The parameters of a request's query, in the encoding of forms: `+` is a space, the rest percent-encoded UTF-8
/// (https://url.spec.whatwg.org/#urlencoded-parsing).
struct Query: Sendable, Hashable {
    private var values: [String: String] = [:]

    /// - Parameter text: What follows the question mark. Of equal names the first counts.
    /// - Throws: `EngineFailure` with 400 if it isn't well-formed.
    init(_ text: String?) throws(EngineFailure) {
        for pair in (text ?? "").utf8.split(separator: UInt8(ascii: "&")) {
            let end = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            let name = try Query.decoded(pair[..<end])
            let value = try Query.decoded(pair[end...].dropFirst())
            if values[name] == nil { values[name] = value }
        }
    }

    subscript(name: String) -> String? { values[name] }

    /// Whether a parameter says yes.
    func isTrue(_ name: String) -> Bool { values[name] == "true" || values[name] == "1" }

    private static func decoded(_ text: Substring.UTF8View) throws(EngineFailure) -> String {
        var bytes: [UInt8] = []
        var rest = text[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(hexadecimal), let low = rest.popFirst().flatMap(hexadecimal) else {
                    throw .badRequest("The query has a “%” without two hexadecimal digits after it.")
                }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        guard let string = String(validating: bytes, as: UTF8.self) else { throw .badRequest("The query isn't UTF-8.") }
        return string
    }

    private static func hexadecimal(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
