#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

// What a signal's handler may touch: it can't take locks, and only one question is asked at a time.
nonisolated(unsafe) private var guardedDescriptor: CInt = -1
nonisolated(unsafe) private var guardedSettings = termios()

/// Gives the terminal its settings back, and a line of its own, if a signal or the time limit ends the program while it asks.
struct TerminalGuardian {
    private static let signals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]

    /// Ends the question that is asked, if one is.
    static func restore() {
        guard guardedDescriptor >= 0 else { return }
        tcsetattr(guardedDescriptor, TCSAFLUSH, &guardedSettings)
        var end = UInt8(ascii: "\n")
        write(guardedDescriptor, &end, 1)
    }

    init(_ descriptor: CInt, _ settings: termios) {
        guardedSettings = settings
        guardedDescriptor = descriptor
        for number in TerminalGuardian.signals {
            signal(number) { number in
                TerminalGuardian.restore()
                signal(number, SIG_DFL)
                raise(number)
            }
        }
    }

    /// Leaves the signals to themselves again.
    func retire() {
        for number in TerminalGuardian.signals { signal(number, SIG_DFL) }
        guardedDescriptor = -1
    }
}
