/// The text on one line and without invisible characters: what an engine or a file says must not move the cursor, repaint the screen or pass
/// for a line of its own.
func printable(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { isInvisible($0) ? "\u{FFFD}" : $0 }))
}

/// Whether a terminal does something with it other than showing it.
func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
}
