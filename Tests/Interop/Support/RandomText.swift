/// Comments and passphrases as people have them, and as they don't. A failing test shows the text by its name.
enum RandomText {
    private static let characters: [String] = {
        let ascii = (0x20...0x7e).map { String(Unicode.Scalar(UInt8($0))) }
        // Composed and decomposed letters, other scripts and directions, one beyond the basic plane, one of several scalars.
        let others = ["ä", "a\u{308}", "ß", "é", "Ж", "ø", "中", "文", "한", "ש", "ع", "€", "𝄞", "🔑", "👩‍💻", "\u{a0}"]
        return ascii + others
    }()

    /// Between `shortest` and `longest` characters, without a space at either end: what stands there is lost on a public key's line.
    static func text(_ lengths: ClosedRange<Int>, using generator: inout some RandomNumberGenerator) -> String {
        let inner = (0..<Int.random(in: lengths, using: &generator)).map { _ in
            // Half of what is typed is ASCII.
            Bool.random(using: &generator)
                ? characters[Int.random(in: 0..<95, using: &generator)] : characters.randomElement(using: &generator)!
        }
        return "x" + inner.joined() + "y"
    }

    /// As many bytes of UTF-8, or up to two dozen fewer: what the last character would take.
    static func text(ofBytes count: Int, using generator: inout some RandomNumberGenerator) -> String {
        var text = text(0...0, using: &generator)
        while text.utf8.count + 24 < count { text = "x" + String(characters.randomElement(using: &generator)!) + text }
        return text
    }

    static func comment() -> String {
        var generator = SystemRandomNumberGenerator()
        return text(0...60, using: &generator)
    }

    /// No shorter than the five characters that ssh-keygen asks for, no longer than what openssl's 1024 bytes hold.
    static func passphrase() -> String {
        var generator = SystemRandomNumberGenerator()
        return text(4...40, using: &generator)
    }
}
