/// A key of a profile whose meaning is known: its type, what it may be, and what it is where nobody says.
///
/// The list is the caller's to extend: ``ProfileDirectory`` takes any, and starts with ``standard(volume:)``.
public struct KnownKey: Sendable, Hashable {
    /// The type of a key's value.
    public enum Kind: Sendable, Hashable {
        /// One line of text.
        case text
        /// A file's path. A `~/` in front stands for the home directory.
        case path
        /// A file's path, or one of these words.
        case pathOrWord([String])
        /// The path of a file to read.
        case file
        /// The path of a key file, or the fingerprint of a key as `ssh-keygen -l` prints it, with `SHA256:` or `MD5:` in front.
        case key
        /// The address of an engine: `http://host[:port][/prefix]`, the same with `https`, or `unix:///path/to/socket`.
        case address
        /// A token: visible characters of ASCII without blanks.
        case token
        /// The SHA-256 of a certificate in hexadecimal, with colons between the bytes or without, `SHA256:` in front or not.
        case certificateFingerprint
        /// A length of time within these bounds: numbers with a unit of `h`, `m`, `s` or `ms` each, as in `1m30s`.
        case duration(ClosedRange<Duration>)
        /// A whole number.
        case integer(ClosedRange<Int>)
        /// True or false.
        case boolean
        /// One of these words.
        case choice([String])
        /// A list of texts.
        case list
        /// A list of IP networks: `192.0.2.1`, `10.0.0.0/8`, `2001:db8::/32`.
        case networks

        /// Whether the value is a list.
        var isList: Bool { self == .list || self == .networks }
    }

    /// The key, in lower case with hyphens.
    public let name: String
    /// The type of its value.
    public let kind: Kind
    /// The value where neither the file nor the environment has one.
    public let defaultValue: ConfigValue?
    /// True for what must not be in a log or on a screen unasked.
    public let isSecret: Bool
    /// What the key is for, in a few words.
    public let summary: String
    /// What whoever uses the value finds wrong with it, though it is of the key's type.
    private(set) var problem: (@Sendable (String) -> String?)?

    public init(_ name: String, _ kind: Kind, default defaultValue: ConfigValue? = nil, isSecret: Bool = false, summary: String) {
        self.name = name
        self.kind = kind
        self.defaultValue = defaultValue
        self.isSecret = isSecret
        self.summary = summary
    }

    /// Keys are the same that have one name and one type of value.
    public static func == (left: KnownKey, right: KnownKey) -> Bool { left.name == right.name && left.kind == right.kind }
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }

    /// The same key for a program that can tell more about its value than this module: what it couldn't use is refused where it is set, too.
    ///
    /// - Parameter problem: What is wrong with the text of a value, as the second half of a sentence ("it has no host"); nil where nothing is. Lists
    ///   aren't looked at.
    public func checked(by problem: @escaping @Sendable (String) -> String?) -> KnownKey {
        var key = self
        key.problem = problem
        return key
    }

    /// The environment variable that overrides the key: upper case, `_` for `-`.
    public var variable: String { String(name.uppercased().map { $0 == "-" ? "_" : $0 }) }

    /// The keys of the client and the engine.
    ///
    /// - Parameter volume: The default of `volume`, which is the profiles' directory.
    public static func standard(volume: String) -> [KnownKey] {
        let port = Kind.integer(1...65535)
        let timeout = Kind.duration(.milliseconds(100)...(.seconds(3600)))
        return [
            KnownKey("connection-address", .address, summary: "base URL of the engine, without /api"),
            KnownKey("connection-key", .key, summary: "RSA key that signs in: its file, or what an SSH agent knows it by"),
            KnownKey("connection-agent", .pathOrWord(["none"]), summary: "path of the SSH agent's socket, or none"),
            KnownKey("connection-ca", .file, summary: "certificates, in PEM, that the engine's own must go back to"),
            KnownKey("connection-fingerprint", .certificateFingerprint, summary: "fingerprint of the engine's certificate"),
            KnownKey("connection-timeout", timeout, default: .string("10s"), summary: "how long connecting to the engine may take"),
            KnownKey("answer-timeout", timeout, default: .string("30s"), summary: "how long an answer of the engine's may take"),
            KnownKey("connection-token", .token, isSecret: true, summary: "token of the session, written by the command-line tool"),
            KnownKey("http-port", port, default: .integer(80), summary: "port that the engine listens on for HTTP"),
            KnownKey("https-port", port, default: .integer(443), summary: "port that the engine listens on for HTTPS"),
            KnownKey("tls-certificate", .path, summary: "certificate of HTTPS, in PEM, with those that lead to its authority"),
            KnownKey("tls-key", .path, summary: "private key of that certificate, in PEM, without a passphrase"),
            KnownKey("volume", .path, default: .string(volume), summary: "directory of the engine's data"),
            KnownKey("crypto-backend", .text, summary: "name of the cryptographic backend"),
            KnownKey("token-algorithm", .choice(["ES256", "RS256"]), default: .string("ES256"), summary: "how the engine signs tokens"),
            KnownKey(
                "audit-log", .pathOrWord(["stderr", "journal"]), default: .string("stderr"),
                summary: "where the engine tells who signed in: stderr, journal or a file"),
            KnownKey("secret", .text, isSecret: true, summary: "shared secret of older engines"),
            KnownKey("license", .text, summary: "license of the engine"),
            KnownKey("docker-path", .text, summary: "path of the docker program"),
            KnownKey("docker-args", .list, summary: "further arguments for docker"),
        ] + limits
    }

    /// The known key that an unknown one may be a misspelling of: the nearest by edit distance, if it is near enough.
    public static func nearest(to key: String, in keys: [KnownKey]) -> KnownKey? {
        let name = nearest(to: key, among: keys.map(\.name))
        return keys.first { $0.name == name }
    }

    static func nearest(to key: String, among names: [String]) -> String? {
        let wanted = Array(String(key.lowercased().map { $0 == "_" ? "-" : $0 }).utf8)
        let limit = min(3, max(1, wanted.count / 3))
        return names.map { ($0, editDistance(wanted, Array($0.utf8))) }.filter { $0.1 <= limit }.min { $0.1 < $1.1 }?.0
    }

    /// The least number of insertions, deletions, replacements and swaps of neighbours that make one text the other.
    private static func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...b.count)
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
                row.append(cost)
            }
            (beforeLast, last) = (last, row)
        }
        return last[b.count]
    }
}
