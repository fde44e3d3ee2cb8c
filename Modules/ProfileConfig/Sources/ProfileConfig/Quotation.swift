/// A text between quotation marks for a message: shortened, without the passwords of URLs, and without anything that a terminal would act on.
struct Quotation: CustomStringConvertible {
    private let text: String

    /// The most characters that are shown.
    private static let limit = 80

    init(_ text: String) { self.text = UserInformation.masked(in: text) }

    /// Quotes what was given for an address, which may be none.
    init(address text: String) { self.text = UserInformation.masked(inAddress: text) }

    var description: String {
        var shown = "\""
        for scalar in text.unicodeScalars.prefix(Quotation.limit) {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
                shown += "\\u{\(String(scalar.value, radix: 16))}"
            default:
                shown.unicodeScalars.append(scalar)
            }
        }
        if text.unicodeScalars.count > Quotation.limit { shown += "…" }
        return shown + "\""
    }
}
