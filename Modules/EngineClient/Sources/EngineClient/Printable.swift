/// A text from elsewhere as it may stand in a message: without control characters, which a terminal would obey, and not endless.
func printable(_ text: some StringProtocol, limit: Int = 300) -> String {
    // Cc and Cf: among the latter are the marks that turn the direction of writing around.
    let harmless = text.unicodeScalars.lazy.map { scalar -> Unicode.Scalar in
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: " "
        default: scalar
        }
    }
    var result = String.UnicodeScalarView(harmless.prefix(limit))
    if text.unicodeScalars.count > limit { result.append("…") }
    return String(result)
}
