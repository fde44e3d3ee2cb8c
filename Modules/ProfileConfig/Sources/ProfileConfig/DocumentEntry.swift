/// A key of a profile's file with its value and the place of both.
struct DocumentEntry: Sendable {
    /// Where the parts of an entry are, as offsets of bytes.
    struct Extent: Sendable {
        /// The key's first byte.
        var keyStart: Int
        /// Behind the colon.
        var colonEnd: Int
        /// The value's first byte; where it is empty, the place behind the colon or its tag.
        var valueStart: Int
        /// Behind the value's last byte; behind its header for a block scalar.
        var valueEnd: Int
        /// Behind the last byte of the last line that belongs to the entry, its line break not counted.
        var entryEnd: Int
        /// True for what can't be replaced within its line: block scalars, lists and mappings written one item a line.
        var isBlock: Bool
        /// How the value is quoted.
        var quotes: YAMLWriter.Quotes
    }

    let key: String
    let value: ConfigValue
    /// The value as the file has it.
    let written: WrittenValue
    /// The text of a scalar as the file has it, its quotes and escapes undone: `0080` for the number 64.
    let text: String?
    /// The texts of a list that has only scalars.
    let itemTexts: [String]?
    /// The key's line, counted from 1.
    let line: Int
    let extent: Extent

    /// True for a string without quotes that some readers take for something else, such as a date.
    var isAmbiguous: Bool {
        guard case .string(let string) = value, extent.quotes == .asNeeded, !extent.isBlock else { return false }
        return PlainScalar.isAmbiguous(string)
    }

    /// True where both say the same: key, type and text. Their places may differ.
    func hasSameContent(as other: DocumentEntry) -> Bool {
        key == other.key && value == other.value && text == other.text && itemTexts == other.itemTexts
    }
}
