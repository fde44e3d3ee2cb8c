/// A value of a profile, with the type that YAML gives it.
///
/// Plain scalars are resolved as YAML 1.1 does (`yes` and `on` are true, `010` is eight, `0x10` sixteen), with YAML 1.2's `0o17` and
/// `1e5`. Dates and sexagesimal numbers stay strings.
public indirect enum ConfigValue: Sendable {
    case null
    case boolean(Bool)
    case integer(Int)
    case float(Double)
    case string(String)
    case list([ConfigValue])
    /// The entries in the order of the file; each key is there once. A key that is no scalar is written out as YAML.
    case mapping([(key: String, value: ConfigValue)])

    /// A list of strings.
    public static func list(_ texts: [String]) -> ConfigValue { .list(texts.map { .string($0) }) }
}

extension ConfigValue: Equatable {
    /// Values are equal that have one type and content; the order of a mapping counts, and a float that is no number equals itself.
    public static func == (left: ConfigValue, right: ConfigValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.boolean(let a), .boolean(let b)): a == b
        case (.integer(let a), .integer(let b)): a == b
        case (.float(let a), .float(let b)): a == b || (a.isNaN && b.isNaN)
        case (.string(let a), .string(let b)): a.utf8.elementsEqual(b.utf8)
        case (.list(let a), .list(let b)): a == b
        case (.mapping(let a), .mapping(let b)): a.elementsEqual(b) { $0.key.utf8.elementsEqual($1.key.utf8) && $0.value == $1.value }
        default: false
        }
    }
}

extension ConfigValue: CustomStringConvertible {
    /// A string as it is, everything else as YAML on one line.
    public var description: String {
        if case .string(let text) = self { text } else { YAMLWriter(inFlow: false).text(of: self) }
    }
}
