/// A profile as one run sees it: its file, the environment that overrides it, and the defaults.
///
/// A variable overrides a key only where the key is known, so that any other variable of the environment is just that. An
/// empty variable counts as one that isn't set; so does a key of the file without a value.
public struct Profile: Sendable {
    /// The profile's name.
    public let name: ProfileName
    /// The file, which needn't exist.
    public let path: String
    /// The file's content.
    public let document: ProfileDocument
    /// What should be put right about the file, a sentence each, but doesn't stop anything.
    public let warnings: [String]
    /// The keys whose meaning is known.
    public let knownKeys: [KnownKey]
    private let environment: [String: String]
    private let home: String?

    init(
        name: ProfileName, document: ProfileDocument, warnings: [String], knownKeys: [KnownKey], environment: [String: String],
        home: String?
    ) {
        self.name = name
        path = document.path
        self.document = document
        self.warnings = warnings
        self.knownKeys = knownKeys
        self.environment = environment
        self.home = home
    }

    /// Every key that has a value: the known ones in the order of their list, then the file's others in the order of the file.
    public var keys: [String] {
        let known = knownKeys.filter { key in
            key.defaultValue != nil || variable(of: key) != nil || document[key.name].map { $0 != .null } ?? false
        }
        return known.map(\.name) + document.keys.filter { key in !knownKeys.contains { $0.name == key } }
    }

    /// The value that a key has in this run: the environment's, else the file's, else the default; nil where there is none.
    ///
    /// - Throws: `invalidValue` where the value isn't what a known key takes. The message names the key and where the value came from.
    public func value(for key: String) throws(ProfileError) -> ProfileSetting? {
        guard let known = knownKeys.first(where: { $0.name == key }) else { return fileSetting(for: key) }
        if let text = variable(of: known) {
            return setting(key, try known.value(ofVariable: text), .environment(variable: known.variable), text: text)
        }
        if let entry = document.entry(key), let value = try known.value(of: entry, path: path) {
            return setting(key, value, .file(path: path, line: entry.line), text: entry.text)
        }
        return known.defaultValue.map { setting(key, $0, .defaultValue, text: nil) }
    }

    /// What the file has for a key, whatever the environment says and the key takes; nil where the file hasn't the key.
    public func fileSetting(for key: String) -> ProfileSetting? {
        document.entry(key).map { setting(key, $0.value, .file(path: path, line: $0.line), text: $0.text, written: $0.written) }
    }

    /// The value of a key as text: a number as the file has it. Nil where the key has no value.
    ///
    /// - Throws: As ``value(for:)``, and `invalidValue` for a list or a mapping.
    public func string(for key: String) throws(ProfileError) -> String? {
        guard let setting = try value(for: key) else { return nil }
        switch setting.value {
        case .null: return nil
        case .string(let text): return text
        case .list, .mapping: throw mismatch(setting, "it must be a single value")
        default: return setting.text ?? setting.value.description
        }
    }

    /// The value of a key as a whole number; nil where the key has none.
    ///
    /// - Throws: As ``value(for:)``, and `invalidValue` for anything else.
    public func integer(for key: String) throws(ProfileError) -> Int? {
        guard let setting = try value(for: key), setting.value != .null else { return nil }
        guard case .integer(let number) = setting.value else { throw mismatch(setting, "it must be a whole number") }
        return number
    }

    /// The value of a key as true or false; nil where the key has none.
    ///
    /// - Throws: As ``value(for:)``, and `invalidValue` for anything else.
    public func boolean(for key: String) throws(ProfileError) -> Bool? {
        guard let setting = try value(for: key), setting.value != .null else { return nil }
        guard case .boolean(let value) = setting.value else { throw mismatch(setting, "it must be true or false") }
        return value
    }

    /// The value of a key as a length of time; nil where the key has none.
    ///
    /// - Throws: As ``string(for:)``, and `invalidValue` for anything else.
    public func duration(for key: String) throws(ProfileError) -> Duration? {
        guard let setting = try value(for: key), let text = try string(for: key) else { return nil }
        guard let duration = LengthOfTime.parse(text) else { throw mismatch(setting, "it must be a length of time, such as 90s or 1m30s") }
        return duration
    }

    /// The value of a key as a list of texts; a single value is a list of one. Nil where the key has none.
    ///
    /// - Throws: As ``value(for:)``, and `invalidValue` where an item is a list or a mapping.
    public func list(for key: String) throws(ProfileError) -> [String]? {
        guard let setting = try value(for: key), setting.value != .null else { return nil }
        guard case .list(let items) = setting.value else { return try string(for: key).map { [$0] } }
        var texts: [String] = []
        for item in items {
            switch item {
            case .list, .mapping: throw mismatch(setting, "it must be a list of texts")
            default: texts.append(item.description)
            }
        }
        return texts
    }

    /// The value of a key as a path, `~` and `~/…` replaced by the home directory. A relative path stays relative to the working
    /// directory.
    ///
    /// - Throws: As ``string(for:)``, and `noHome` where the home directory is asked for and unknown.
    public func path(for key: String) throws(ProfileError) -> String? {
        guard let text = try string(for: key) else { return nil }
        return try HomeDirectory.expanding(text, of: key, home: home)
    }

    /// True where the value of a key must not be shown unasked: known secrets, and keys whose name says that they are.
    public func isSecret(_ key: String) -> Bool {
        if let known = knownKeys.first(where: { $0.name == key }) { return known.isSecret }
        let name = key.lowercased()
        return ["token", "secret", "password", "passphrase"].contains { name.hasSuffix($0) }
    }

    /// The key that another one may be a misspelling of, among those that are known and those that the file has; nil where none is near.
    public func nearestKey(to key: String) -> String? {
        KnownKey.nearest(to: key, among: knownKeys.map(\.name) + document.keys)
    }

    private func variable(of key: KnownKey) -> String? { environment[key.variable].flatMap { $0.isEmpty ? nil : $0 } }

    private func setting(
        _ key: String, _ value: ConfigValue, _ source: ProfileSetting.Source, text: String?, written: WrittenValue? = nil
    ) -> ProfileSetting {
        ProfileSetting(key: key, value: value, source: source, isSecret: isSecret(key), text: text, written: written)
    }

    private func mismatch(_ setting: ProfileSetting, _ problem: String) -> ProfileError {
        let shown = setting.isSecret ? "can't be used" : "is \(Quotation(setting.value.description))"
        return ProfileError(.invalidValue, "\(setting.key) (\(setting.source)) \(shown): \(problem)")
    }
}

extension Profile: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// A line for each key with its value and where it came from; secrets are masked.
    public var description: String {
        keys.map { key in
            do {
                return try value(for: key).map { "\(key): \($0) (\($0.source))" } ?? "\(key):"
            } catch {
                return "\(key): \(error)"
            }
        }.joined(separator: "\n")
    }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
