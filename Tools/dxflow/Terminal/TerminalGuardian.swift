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

/// Gives the terminal its settings back if a signal or the time limit ends the program while it asks for a passphrase.
struct TerminalGuardian {
    private static let signals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]

    /// Gives the terminal its settings back, where a question has others.
    static func restore() {
        if guardedDescriptor >= 0 { tcsetattr(guardedDescriptor, TCSAFLUSH, &guardedSettings) }
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
