/// A profile's file: its keys with typed values, and its text, which edits change only where they must.
///
/// An edit rewrites the lines of its key and leaves every other byte alone: comments, order, quotes, line breaks, unknown keys. It is
/// parsed again before it counts, and refused unless that key's value is the only difference.
public struct ProfileDocument: Sendable {
    /// The file's path, for messages.
    public let path: String
    let source: SourceText
    let root: DocumentParser.Root
    let entries: [DocumentEntry]
    /// Where a key is among the entries.
    private let places: [String: Int]

    /// Reads a file's content.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8, with a byte order mark or without. No bytes at all are a profile without keys.
    ///   - path: The file's path, for messages.
    /// - Throws: `invalidFile` where it is no YAML, or not a single mapping, or has a key twice; `invalidKey` where a key is no text. The
    ///   message names the file and the line.
    public init(bytes: [UInt8], path: String) throws(ProfileError) {
        self.path = path
        source = SourceText(bytes)
        (root, entries) = try DocumentParser(source: source, path: path).parse()
        places = Dictionary(entries.enumerated().map { ($1.key, $0) }) { first, _ in first }
    }

    /// Reads a text, as ``init(bytes:path:)`` does.
    public init(text: String, path: String) throws(ProfileError) {
        try self.init(bytes: Array(text.utf8), path: path)
    }

    /// The file's content as it is after the edits.
    public var bytes: [UInt8] { source.bytes }

    /// The keys in the order of the file.
    public var keys: [String] { entries.map(\.key) }

    /// The value of a key; nil where the file hasn't the key. A key without a value has ``ConfigValue/null``.
    public subscript(key: String) -> ConfigValue? { entry(key)?.value }

    /// The text of a key's scalar as the file has it, quotes undone: `0080` where the value is the number 64.
    public func text(of key: String) -> String? { entry(key)?.text }

    /// The line of a key, counted from 1.
    public func line(of key: String) -> Int? { entry(key)?.line }

    func entry(_ key: String) -> DocumentEntry? { places[key].map { entries[$0] } }

    /// Gives a key a value: in its place where the file has it, else on a new line at the end. Nothing changes where it has that value.
    ///
    /// - Throws: `invalidKey` for a new key that no profile should have, `notEditable` where the file's form doesn't allow the change.
    ///   The document is then as it was.
    public mutating func set(_ key: String, to value: ConfigValue) throws(ProfileError) {
        try set(key, to: value) { YAMLWriter(inFlow: $0, quotes: $1).text(of: value) }
    }

    /// Gives a key the value that a person typed.
    ///
    /// A known key's text is read and checked as the key's type. For another key the text means what it would mean behind the key in the
    /// file if it is a single plain word (`8080`, `true`), is quoted (`"8080"` is a string), or is a list or mapping in brackets; any other
    /// text is taken as it stands.
    ///
    /// - Throws: `invalidValue` where a known key can't have it, and as ``set(_:to:)`` does.
    public mutating func set(
        _ key: String, toText text: String, knownKeys: [KnownKey]
    ) throws(ProfileError) {
        if let known = knownKeys.first(where: { $0.name == key }) {
            try set(key, to: known.value(from: text))
            return
        }
        let value = TypedText.value(of: text)
        switch value {
        case .null, .boolean, .integer, .float:
            // The digits as they were typed: 0x1F, 1.50.
            try set(key, to: value) { _, _ in text }
        default:
            try set(key, to: value)
        }
    }

    private mutating func set(
        _ key: String, to value: ConfigValue, rendering: (_ inFlow: Bool, _ quotes: YAMLWriter.Quotes) -> String
    ) throws(ProfileError) {
        let editor = DocumentEditor(source: source, root: root, entries: entries)
        let line: Int?
        let proposals: [DocumentEditor.Edit]
        if let entry = entry(key) {
            if entry.value == value, !entry.isAmbiguous { return }
            line = entry.line
            proposals = editor.replacements(of: entry, rendering: rendering)
        } else {
            try ProfileDocument.check(newKey: key)
            line = nil
            proposals = editor.additions(of: key, rendering: rendering)
        }
        try apply(proposals, to: key, line: line) { $0 == value }
    }

    /// Removes a key with its lines.
    ///
    /// - Returns: False where the file hasn't the key.
    /// - Throws: `notEditable` where the file's form doesn't allow it, for example because another key's alias needs this one's anchor.
    @discardableResult
    public mutating func unset(_ key: String) throws(ProfileError) -> Bool {
        guard let index = entries.firstIndex(where: { $0.key == key }) else { return false }
        let proposals = DocumentEditor(source: source, root: root, entries: entries).removals(ofEntryAt: index)
        try apply(proposals, to: key, line: entries[index].line) { $0 == nil }
        return true
    }

    /// Takes the first edit after which the key is as wanted and nothing else differs.
    private mutating func apply(
        _ edits: [DocumentEditor.Edit], to key: String, line: Int?, isWanted: (ConfigValue?) -> Bool
    ) throws(ProfileError) {
        let others = entries.filter { $0.key != key }
        for edit in edits {
            guard let changed = try? ProfileDocument(bytes: edit.applied(to: source.bytes), path: path), isWanted(changed[key]) else {
                continue
            }
            let remaining = changed.entries.filter { $0.key != key }
            guard remaining.count == others.count, zip(remaining, others).allSatisfy({ $0.hasSameContent(as: $1) }) else { continue }
            self = changed
            return
        }
        let place = line.map { "\(path), line \($0)" } ?? path
        throw ProfileError(
            .notEditable, "\(key) can't be changed in \(place), without changing something else there; edit the file by hand")
    }

    private static func check(newKey key: String) throws(ProfileError) {
        let isAllowed = key.utf8.allSatisfy { byte in
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                || "-_.".utf8.contains(byte)
        }
        guard isAllowed, let first = key.utf8.first, !"-.".utf8.contains(first), key.utf8.count <= 128 else {
            throw ProfileError(
                .invalidKey,
                "the key \(Quotation(key)) is none that a profile takes; use up to 128 letters, digits, '-', '_' and '.', as in http-port")
        }
    }
}

extension ProfileDocument: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The path and the number of keys. No values, since some are secret.
    public var description: String { "<\(path), \(entries.count) keys>" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
