/// A value as the file has it: what stands there without quotes may be a number to one reader and a version to another, so it is shown as it was
/// written.
indirect enum WrittenValue: Sendable {
    /// A scalar without quotes that isn't a string, or not one to every reader, with its text.
    case plain(String, ConfigValue)
    case string(String)
    case list([WrittenValue])
    case mapping([(key: String, value: WrittenValue)])

    /// The integers that every reader of JSON takes for the same (RFC 8259 §6).
    private static let integers = -(1 << 53) + 1...(1 << 53) - 1

    /// What a reader of JSON takes for the same: a number, a truth value or null only where JSON writes it in just this way; a string for `0123`,
    /// `1.10`, `1e5`, `yes` and whatever has more digits than every reader of JSON keeps.
    var exact: ConfigValue {
        switch self {
        case .plain(_, .null): .null
        case .plain(let text, .boolean(let value)): text == "\(value)" ? .boolean(value) : .string(text)
        case .plain(let text, .integer(let number)):
            text == "\(number)" && WrittenValue.integers ~= number ? .integer(number) : .string(text)
        case .plain(let text, .float(let number)): text == "\(number)" && !text.hasSuffix(".0") ? .float(number) : .string(text)
        case .plain(let text, _), .string(let text): .string(text)
        case .list(let items): .list(items.map(\.exact))
        case .mapping(let entries): .mapping(entries.map { ($0.key, $0.value.exact) })
        }
    }

    /// The same without the user names and passwords of URLs.
    var withoutUserInformation: WrittenValue {
        switch self {
        case .plain: self
        case .string(let text): .string(UserInformation.masked(in: text))
        case .list(let items): .list(items.map(\.withoutUserInformation))
        case .mapping(let entries): .mapping(entries.map { (UserInformation.masked(in: $0.key), $0.value.withoutUserInformation) })
        }
    }
}

extension WrittenValue: CustomStringConvertible {
    /// A scalar as it was written, its quotes undone; everything else as YAML on one line.
    var description: String {
        if case .string(let text) = self { text } else { inner }
    }

    private var inner: String {
        let writer = YAMLWriter(inFlow: true)
        return switch self {
        case .plain(let text, _): text
        case .string(let text): writer.text(of: .string(text))
        case .list(let items): "[" + items.map(\.inner).joined(separator: ", ") + "]"
        case .mapping(let entries):
            "{" + entries.map { writer.text(of: .string($0.key)) + ": " + $0.value.inner }.joined(separator: ", ") + "}"
        }
    }
}
