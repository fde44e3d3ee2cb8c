#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The editor that a person uses: `VISUAL`, else `EDITOR`, else vi.
struct Editor {
    private let command: String

    /// - Throws: ``Failure`` where none is named and there is no terminal for vi.
    init() throws {
        let variables: [String] = ["VISUAL", "EDITOR"]
        let named = variables.compactMap { getenv($0).map { String(cString: $0) } }.first { !$0.allSatisfy(\.isWhitespace) }
        guard named != nil || isatty(STDIN_FILENO) == 1 else {
            throw Failure("there is no terminal for an editor, and neither VISUAL nor EDITOR names one; use `dxflow config set`")
        }
        command = named ?? "vi"
    }

    /// Waits until the person has edited the file.
    ///
    /// - Throws: ``EditorFailure`` where the editor can't be started, or says that it failed, or a signal ends it.
    func edit(_ path: String) throws(EditorFailure) {
        // Ctrl-C is the editor's while it runs.
        let signals = [SIGINT, SIGQUIT]
        let status: CInt
        do {
            // The shell takes an editor with options apart, as it does for other programs that open one.
            status = try ignoring(signals) {
                try ChildProgram("/bin/sh", ["-c", command + " \"$1\"", "sh", path], resetting: signals).wait()
            }
        } catch {
            throw EditorFailure("\(error)")
        }
        // A shell tells of a program that a signal ended by a status above 128 (POSIX.1-2017, Shell 2.8.2).
        let code = (status >> 8) & 0xFF
        let signal = status & 0x7F != 0 ? status & 0x7F : code - 128
        switch code {
        case _ where (1...64).contains(signal):
            let name = String(cString: strsignal(signal))
            throw EditorFailure("the editor (\(command)) was ended by signal \(signal) (\(name)), so nothing was changed", isBySignal: true)
        case 0: return
        case 126, 127:
            throw EditorFailure("the editor (\(command)) can't be started, so nothing was changed; name another one in VISUAL or EDITOR")
        default:
            throw EditorFailure("the editor (\(command)) ended with a failure (exit status \(code)), so nothing was changed")
        }
    }

    /// Asks a question that is answered by yes or no; without a terminal the answer is no.
    static func asks(_ question: String) -> Bool {
        guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else { return false }
        while true {
            Console.current.note("\(question) [y/n]")
            switch readLine()?.lowercased() {
            case "y", "yes": return true
            case "n", "no", nil: return false
            default: continue
            }
        }
    }
}
