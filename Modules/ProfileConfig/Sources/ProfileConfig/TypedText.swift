/// What a text means that a person typed as the value of a key whose type isn't known.
enum TypedText {
    static func value(of text: String) -> ConfigValue {
        guard let first = text.utf8.first, let last = text.utf8.last else { return .string(text) }
        let isEnclosed = [("[", "]"), ("{", "}"), ("\"", "\""), ("'", "'")].contains { pair in
            text.utf8.count > 1 && first == pair.0.utf8.first && last == pair.1.utf8.first
        }
        guard isEnclosed else { return PlainScalar.value(of: text) }
        return yaml(text) ?? .string(text)
    }

    /// The texts of a list in brackets; nil where it is no YAML, or has something else than scalars.
    static func texts(ofList text: String) -> [String]? {
        document(text)?.itemTexts
    }

    private static func yaml(_ text: String) -> ConfigValue? { document(text)?.value }

    private static func document(_ text: String) -> DocumentEntry? {
        guard let document = try? ProfileDocument(text: "value: \(text)\n", path: ""), document.entries.count == 1,
            let entry = document.entries.first, entry.extent.valueEnd == document.source.end - 1
        else { return nil }
        return entry
    }
}
