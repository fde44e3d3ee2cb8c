#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Another program, started with this one's environment (posix_spawn(3)).
struct ChildProgram {
    /// Where the streams of a program come from and go to.
    enum Streams {
        /// This program's own.
        case inherited
        /// Nothing comes, and what goes out is dropped.
        case none
        /// Nothing comes, and what goes out is appended to an open file.
        case file(CInt)
    }

    let processID: pid_t

    /// `POSIX_SPAWN_SETSID`, which the C library shows to programs with GNU extensions only.
    private static let newSession: Int16 = 0x80

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - path: The program, looked for in `PATH` if there is no slash in it.
    ///   - resetting: Signals that have their usual effect on it, though this program ignores them.
    ///   - isDetached: Whether it gets a session of its own, so that it neither has this terminal nor ends with it.
    /// - Throws: ``Failure`` where it can't be started.
    init(
        _ path: String, _ arguments: [String], streams: Streams = .inherited, resetting: [CInt] = [], isDetached: Bool = false
    ) throws {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var defaults = sigset_t()
        sigemptyset(&defaults)
        for number in resetting { sigaddset(&defaults, number) }
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        // A thread that runs tasks takes no signals, and a program that is started from it would take none either.
        var blocked = sigset_t()
        sigemptyset(&blocked)
        posix_spawnattr_setsigmask(&attributes, &blocked)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK) | (isDetached ? ChildProgram.newSession : 0))

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        switch streams {
        case .inherited: break
        case .none:
            for (stream, mode) in [(STDIN_FILENO, O_RDONLY), (STDOUT_FILENO, O_WRONLY), (STDERR_FILENO, O_WRONLY)] {
                posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", mode, 0)
            }
        case .file(let descriptor):
            posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
            posix_spawn_file_actions_adddup2(&actions, descriptor, STDOUT_FILENO)
            posix_spawn_file_actions_adddup2(&actions, descriptor, STDERR_FILENO)
        }

        var words = ([path] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var child = pid_t()
        let failure = posix_spawnp(&child, path, &actions, &attributes, &words, environ)
        guard failure == 0 else { throw Failure("\(path) can't be started: \(String(cString: strerror(failure)))") }
        processID = child
    }

    /// Waits for its end.
    ///
    /// - Returns: 0 where all went well for it, as waitpid(2) tells it.
    func wait() throws -> CInt {
        var status: CInt = 0
        while waitpid(processID, &status, 0) < 0 {
            guard errno == EINTR else { throw Failure("process \(processID) can't be waited for: \(String(cString: strerror(errno)))") }
        }
        return status
    }

    /// Whether it has ended; it is only told once.
    func hasEnded() -> Bool { waitpid(processID, nil, WNOHANG) == processID }
}
