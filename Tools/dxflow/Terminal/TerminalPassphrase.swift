import ArgumentParser
import CryptoBackend

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Asks for a passphrase on the terminal, without echo.
///
/// The terminal hands over each key as it is typed, Ctrl-C and Ctrl-Z among them, so that the echo is back before anything else happens.
enum TerminalPassphrase {
    /// What is longer isn't a passphrase, in bytes.
    static let maximumLength = 4096

    /// Said where there is none to ask on.
    static let noTerminal = "there is no terminal to ask for it on; set DXFLOW_KEY_PASSPHRASE or use --passphrase-file"

    /// Whether there is a terminal to ask on.
    static var isPossible: Bool {
        let descriptor = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        close(descriptor)
        return true
    }

    /// Shows the question and reads one line.
    ///
    /// - Parameters:
    ///   - question: What is asked for; it may have a file's name in it.
    ///   - noTerminal: What is said where there is no terminal: why, and what to do.
    /// - Throws: ``Failure`` where there is no terminal or the input ends; `ExitCode(130)` on Ctrl-C.
    static func ask(_ question: String, noTerminal: String = TerminalPassphrase.noTerminal) throws -> SecretBytes {
        let descriptor = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw Failure("a passphrase is needed, and \(noTerminal)")
        }
        defer { close(descriptor) }
        var before = termios()
        guard tcgetattr(descriptor, &before) == 0 else { throw Failure("the terminal's echo can't be turned off") }
        var silent = before
        silent.c_lflag &= ~tcflag_t(ECHO | ECHONL | ICANON | ISIG | IEXTEN)
        let guardian = TerminalGuardian(descriptor, before)
        defer {
            tcsetattr(descriptor, TCSAFLUSH, &before)
            guardian.retire()
            say("\n", descriptor)
        }
        // TCSAFLUSH: what was typed before the question isn't taken for the answer.
        func begin() throws {
            guard tcsetattr(descriptor, TCSAFLUSH, &silent) == 0 else { throw Failure("the terminal's echo can't be turned off") }
            say(printable(question), descriptor)
        }
        try begin()
        let (interrupt, quit, suspend) = (before.character(VINTR), before.character(VQUIT), before.character(VSUSP))
        return try SecretBytes(capacity: maximumLength) { buffer, count in
            while let byte = nextByte(descriptor) {
                switch byte {
                case 0: break
                case 0x0A, 0x0D: return
                case interrupt: throw ExitCode(130)
                case quit: give(SIGQUIT)
                case suspend:
                    // Asked anew when the program goes on.
                    count = 0
                    TerminalGuardian.restore()
                    give(SIGTSTP)
                    try begin()
                case 0x04 where count == 0: throw Failure("no passphrase was given")  // Ctrl-D
                case 0x04: return
                case 0x08, 0x7F: removeCharacter(buffer, &count)
                case 0x15, 0x17: count = 0  // Ctrl-U, Ctrl-W
                case ..<0x20: break  // No other control character is part of a passphrase.
                default:
                    guard count < buffer.count else { throw Failure("a passphrase has at most \(maximumLength) bytes") }
                    buffer[count] = byte
                    count += 1
                }
            }
            throw Failure("no passphrase was given")
        }
    }

    private static func say(_ text: String, _ descriptor: CInt) {
        _ = Array(text.utf8).withUnsafeBytes { write(descriptor, $0.baseAddress!, $0.count) }
    }

    /// Does what the terminal itself does with such a key: the signal goes to all that was started with this program, such as a pager.
    private static func give(_ number: CInt) {
        let handler = signal(number, SIG_IGN)
        kill(0, number)
        signal(number, handler)
        // A thread that runs tasks takes no signals, and this one must have its effect before anything is read.
        var (taken, before) = (sigset_t(), sigset_t())
        sigemptyset(&taken)
        sigaddset(&taken, number)
        pthread_sigmask(SIG_UNBLOCK, &taken, &before)
        raise(number)
        pthread_sigmask(SIG_SETMASK, &before, nil)
    }

    private static func nextByte(_ descriptor: CInt) -> UInt8? {
        var byte: UInt8 = 0
        defer { byte = 0 }
        while true {
            let count = read(descriptor, &byte, 1)
            if count == 1 { return byte }
            if count == 0 || errno != EINTR { return nil }
        }
    }

    /// Takes back the last character, which may be several bytes of UTF-8.
    private static func removeCharacter(_ buffer: UnsafeMutableRawBufferPointer, _ count: inout Int) {
        while count > 0 {
            count -= 1
            if buffer[count] & 0xC0 != 0x80 { return }
        }
    }
}

extension termios {
    /// The key that gives a signal, by its place among the settings; 0 where none does.
    fileprivate func character(_ place: CInt) -> UInt8 { withUnsafeBytes(of: c_cc) { $0[Int(place)] } }
}
