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
        let named = variables.compactMap { getenv($0).map { String(cString: $0) } }.first { !$0.isEmpty }
        guard named != nil || isatty(STDIN_FILENO) == 1 else {
            throw Failure("there is no terminal for an editor, and neither VISUAL nor EDITOR names one; use `dxflow config set`")
        }
        command = named ?? "vi"
    }

    /// Waits until the person has edited the file.
    ///
    /// - Throws: ``Failure`` where the editor can't be started or ends with a failure.
    func edit(_ path: String) throws {
        // Ctrl-C is the editor's while it runs.
        let signals = [SIGINT, SIGQUIT]
        // The shell takes an editor with options apart, as it does for other programs that open one.
        let status = try ignoring(signals) {
            try ChildProgram("/bin/sh", ["-c", command + " \"$1\"", "sh", path], resetting: signals).wait()
        }
        guard status == 0 else { throw Failure("the editor (\(command)) ended with a failure, so nothing was changed") }
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
