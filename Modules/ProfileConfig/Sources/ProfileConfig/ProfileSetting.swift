/// A key's value with where it came from.
public struct ProfileSetting: Sendable {
    /// Where a value came from.
    public enum Source: Sendable, Hashable, CustomStringConvertible {
        /// Nobody said; it is the key's default.
        case defaultValue
        /// A line, counted from 1, of the profile's file.
        case file(path: String, line: Int)
        /// An environment variable.
        case environment(variable: String)

        public var description: String {
            switch self {
            case .defaultValue: "default"
            case .file(let path, let line): "\(path), line \(line)"
            case .environment(let variable): "environment variable \(variable)"
            }
        }
    }

    /// The key.
    public let key: String
    /// The value, with the type that a known key gives it.
    public let value: ConfigValue
    /// Where the value came from.
    public let source: Source
    /// True where the value must not be shown unasked.
    public let isSecret: Bool
    /// The text of a value that is a single scalar: what the file or the variable says, quotes undone.
    let text: String?
    /// The value as the file has it, where that is all that is known of it.
    let written: WrittenValue?

    /// What a secret is shown as.
    static let mask = "********"

    /// The value for a reader of JSON. Of a key that isn't known a number is one only where JSON writes it as the file does: `0123`, `1.10` and what
    /// has more digits than a number holds are strings, and so is `yes`.
    public var exactValue: ConfigValue { written?.exact ?? value }

    /// The value as a person wrote it, secret or not: a scalar of the file without its quotes, everything else as YAML on one line.
    public var exactText: String { written?.description ?? value.description }

    /// ``exactValue`` as it may be shown unasked: a secret masked, and what stands before the `@` of a URL.
    public var shownValue: ConfigValue { isSecret ? .string(ProfileSetting.mask) : exactValue.withoutUserInformation }
}

extension ProfileSetting: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// ``exactText`` as it may be shown unasked.
    public var description: String {
        isSecret ? ProfileSetting.mask : written?.withoutUserInformation.description ?? value.withoutUserInformation.description
    }
    public var debugDescription: String { "\(key): \(description) (\(source))" }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
