/// The user name and the password that stand before the `@` of a URL (userinfo, RFC 3986 §3.2.1), kept out of what is shown: `https://***@host/`.
///
/// No setting of this program takes them. But a person may type them, or another program keep them in the same file.
public enum UserInformation {
    private static let mask = "***"

    /// The text with every URL in it as it may be shown.
    ///
    /// What looks like a password with a character in it that had to be written as `%XX` is left out as well, along with what is behind it up to
    /// the `@`.
    public static func masked(in text: String) -> String {
        guard text.contains("@") else { return text }
        var shown = ""
        var rest = text[...]
        while let colon = rest.firstRange(of: "://") {
            shown += rest[..<colon.upperBound]
            rest = rest[colon.upperBound...]
            let next = rest.firstRange(of: "://")?.lowerBound ?? rest.endIndex
            let word = rest.prefix { !$0.isWhitespace }
            let authority = word.prefix { !"/?#\\".contains($0) }
            let limit = word.contains("@") ? word.endIndex : next
            if authority.contains("@") || !endsWithPort(authority), let at = rest[..<limit].lastIndex(of: "@") {
                shown += mask
                rest = rest[at...]
            }
        }
        return shown + rest
    }

    /// What was given for an address as it may be shown. Where it is none, everything before an `@` is left out, whatever it looks like.
    public static func masked(inAddress text: String) -> String {
        if EngineAddress.problem(of: text) == nil { return masked(in: text) }
        guard let end = ["@", "%40"].compactMap({ text.ranges(of: $0).last?.lowerBound }).max() else { return text }
        let start = text[..<end].firstRange(of: "://")?.upperBound ?? text.startIndex
        return text[..<start] + mask + text[end...]
    }

    /// Whether a host, with its port if it has one, is all that a text may be.
    private static func endsWithPort(_ authority: Substring) -> Bool {
        let host = authority.hasPrefix("[") ? authority.prefix { $0 != "]" } : authority.prefix { $0 != ":" }
        let port = authority[host.endIndex...].drop { $0 == "]" || $0 == ":" }
        return port.allSatisfy { $0.isASCII && $0.isNumber }
    }
}

extension ConfigValue {
    /// The value as it may be shown: without the user names and passwords of its URLs.
    public var withoutUserInformation: ConfigValue {
        switch self {
        case .string(let text): .string(UserInformation.masked(in: text))
        case .list(let items): .list(items.map(\.withoutUserInformation))
        case .mapping(let entries): .mapping(entries.map { (UserInformation.masked(in: $0.key), $0.value.withoutUserInformation) })
        default: self
        }
    }
}
