import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Where a command speaks: results to standard output, everything else to standard error.
struct Console: Sendable {
    private static let shared = Mutex(Console(colors: true))

    /// The console that the global options have set up.
    static var current: Console {
        get { shared.withLock { $0 } }
        set { shared.withLock { $0 = newValue } }
    }

    private let colorsErrors: Bool
    /// Whether results are written with colors.
    let colorsResults: Bool

    /// - Parameter colors: Whether colors are wanted; they appear on a terminal only, and not where `NO_COLOR` is set.
    init(colors: Bool) {
        let wanted = colors && Self.variable("NO_COLOR").isEmpty && Self.variable("TERM") != "dumb"
        colorsErrors = wanted && isatty(STDERR_FILENO) == 1
        colorsResults = wanted && isatty(STDOUT_FILENO) == 1
    }

    private static func variable(_ name: String) -> String { getenv(name).map { String(cString: $0) } ?? "" }

    func error(_ message: String) { tell("error:", "31", message) }
    func warning(_ message: String) { tell("warning:", "33", message) }

    /// Something to know that is no result.
    func note(_ message: String) { send(message + "\n", to: STDERR_FILENO) }

    /// A heading of a table, in bold where there are colors.
    func heading(_ text: String) -> String { colorsResults ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

    private func tell(_ label: String, _ color: String, _ message: String) {
        let painted = colorsErrors ? "\u{1B}[\(color)m\(label)\u{1B}[0m" : label
        send("\(painted) \(printable(message))\n", to: STDERR_FILENO)
    }

    private func send(_ text: String, to descriptor: CInt) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress!, $0.count) }
            if written < 0 && errno != EINTR { return }
            rest = rest.dropFirst(max(written, 0))
        }
    }
}
