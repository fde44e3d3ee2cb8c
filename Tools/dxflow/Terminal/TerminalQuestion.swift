#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A question on the terminal whose answer may be seen.
final class TerminalQuestion {
    /// No answer is longer, in bytes.
    private static let maximumLength = 1024

    private let descriptor: CInt

    /// - Returns: nil where there is no terminal to ask on.
    init?() {
        descriptor = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)
        if descriptor < 0 { return nil }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Shows a text, whose lines are its own.
    func say(_ text: String) {
        _ = Array(text.utf8).withUnsafeBytes { write(descriptor, $0.baseAddress!, $0.count) }
    }

    /// Shows the question and reads a line.
    ///
    /// - Returns: The answer without the blanks around it; nil where there is none.
    func ask(_ question: String) -> String? {
        // What was typed before the question isn't taken for the answer.
        tcflush(descriptor, TCIFLUSH)
        var settings = termios()
        tcgetattr(descriptor, &settings)
        let guardian = TerminalGuardian(descriptor, settings)
        defer { guardian.retire() }
        say(question)
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while line.count < Self.maximumLength {
            let count = read(descriptor, &byte, 1)
            if count < 0 && errno == EINTR { continue }
            guard count == 1 else { return nil }
            if byte == 0x0A { break }
            line.append(byte)
        }
        let text = String(decoding: line, as: UTF8.self)
        return String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
