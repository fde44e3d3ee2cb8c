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
            try run(["sh", "-c", command + " \"$1\"", "sh", path], resetting: signals)
        }
        guard status == 0 else { throw Failure("the editor (\(command)) ended with a failure, so nothing was changed") }
    }

    private func run(_ arguments: [String], resetting signals: [CInt]) throws -> CInt {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var defaults = sigset_t()
        sigemptyset(&defaults)
        for number in signals { sigaddset(&defaults, number) }
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        var words = arguments.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var child = pid_t()
        let failure = posix_spawn(&child, "/bin/sh", nil, &attributes, &words, environ)
        guard failure == 0 else { throw Failure("the editor can't be started: \(String(cString: strerror(failure)))") }
        var status: CInt = 0
        while waitpid(child, &status, 0) < 0 {
            guard errno == EINTR else { throw Failure("the editor can't be waited for: \(String(cString: strerror(errno)))") }
        }
        return status
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
