/// The text on one line and without invisible characters: what an engine or a file says must not move the cursor, repaint the screen or pass
/// for a line of its own.
func printable(_ text: String) -> String {
    let unwanted: Set<Unicode.GeneralCategory> = [.control, .format, .lineSeparator, .paragraphSeparator]
    let scalars = text.unicodeScalars.map { unwanted.contains($0.properties.generalCategory) ? "\u{FFFD}" : $0 }
    return String(String.UnicodeScalarView(scalars))
}
