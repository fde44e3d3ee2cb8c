import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A line on the terminal that tells how far something is, and is gone when that has ended, with Ctrl-C too.
final class ProgressBar: Sendable {
    /// Back to the start of the line, and clear it.
    private static let erasure: StaticString = "\r\u{1B}[K"
    private static let signals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]
    private static let width = 24

    private let lastShown = Mutex<ContinuousClock.Instant?>(nil)

    /// - Returns: nil where standard error is no terminal that can show it.
    init?() {
        guard isatty(STDERR_FILENO) == 1, getenv("TERM").map({ String(cString: $0) }) != "dumb" else { return nil }
        for number in ProgressBar.signals {
            signal(number) { number in
                ProgressBar.erase()
                signal(number, SIG_DFL)
                raise(number)
            }
        }
    }

    /// Shows how far it is, unless it did so just now.
    func show(_ text: String, _ completed: Int, of total: Int) {
        let now = ContinuousClock.now
        let isDue = lastShown.withLock { last in
            if let last, completed < total, last.duration(to: now) < .milliseconds(100) { return false }
            last = now
            return true
        }
        guard isDue else { return }
        let part = total > 0 ? min(max(completed, 0), total) * 100 / total : 100
        let filled = part * ProgressBar.width / 100
        let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: ProgressBar.width - filled)
        let percentage = String(repeating: " ", count: part < 10 ? 2 : part < 100 ? 1 : 0) + "\(part) %"
        // A line that is longer than the terminal would go over to the next, and stay.
        let line = "[\(bar)] \(percentage)  \(printable(text))".prefix(ProgressBar.columns - 1)
        ProgressBar.send("\(ProgressBar.erasure)\(line)")
    }

    /// Takes the line away, and leaves the signals to themselves again.
    func clear() {
        ProgressBar.erase()
        for number in ProgressBar.signals { signal(number, SIG_DFL) }
    }

    /// The width of the terminal.
    private static var columns: Int {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    private static func send(_ text: String) {
        _ = Array(text.utf8).withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }

    /// What a signal's handler may do.
    private static func erase() {
        _ = write(STDERR_FILENO, erasure.utf8Start, erasure.utf8CodeUnitCount)
    }
}
