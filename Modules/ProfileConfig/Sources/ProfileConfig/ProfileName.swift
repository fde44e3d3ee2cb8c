/// The name of a profile, which becomes part of a file's name: `default` is in `default_config.yaml`.
public struct ProfileName: Sendable, Hashable, CustomStringConvertible {
    /// The name as it was given.
    public let text: String

    /// The profile that is used when none is named.
    public static let `default` = ProfileName(unchecked: "default")

    /// What the name of a profile's file has behind the profile's name.
    static let fileSuffix = "_config.yaml"

    /// The longest name in bytes of UTF-8, so that the names of its files stay below the file system's 255.
    public static let maximumLength = 128

    /// Checks a name.
    ///
    /// - Throws: `invalidName` where the text is empty or too long, would leave the directory (`/`, `\`, `..`), starts with a dot or a
    ///   hyphen, or holds a blank, a control character or an invisible one.
    public init(_ text: String) throws(ProfileError) {
        if let problem = ProfileName.problem(of: text) {
            throw ProfileError(.invalidName, "the profile name \(Quotation(text)) \(problem)")
        }
        self.text = text
    }

    private init(unchecked text: String) { self.text = text }

    public var description: String { text }

    private static func problem(of text: String) -> String? {
        if text.isEmpty { return "is empty; name a profile, for example \"default\"" }
        if text.utf8.count > maximumLength { return "is longer than \(maximumLength) bytes; choose a shorter one" }
        if text.utf8.contains(UInt8(ascii: "/")) || text.utf8.contains(UInt8(ascii: "\\")) {
            return "has a slash in it; give a profile's name, not a path"
        }
        if text.contains("..") { return "has \"..\" in it; give a profile's name, not a path" }
        if text.hasPrefix(".") { return "starts with a dot; choose a name that starts with a letter or a digit" }
        if text.hasPrefix("-") { return "starts with a hyphen, like an option; choose a name that starts with a letter or a digit" }
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .unassigned, .privateUse:
                return "has a control or invisible character in it; use letters, digits, '-', '_' and '.'"
            case .spaceSeparator, .lineSeparator, .paragraphSeparator:
                return "has a blank in it; use letters, digits, '-', '_' and '.'"
            default: continue
            }
        }
        return nil
    }
}
