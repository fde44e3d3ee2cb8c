import ProfileConfig

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// An engine in the background: a unit of the person's own systemd, or a detached process where none answers.
struct EngineDaemon {
    let workspace: Workspace
    /// What it is started with: the program, and `boot up` with its options.
    private let command: [String]
    private let listensOnNetwork: Bool
    /// nil where none answers, which is asked once.
    private let systemd = UserServiceManager()

    /// - Parameter options: The options of `boot up` that say where it listens.
    init(_ workspace: Workspace, globals: GlobalOptions, options: [String]) throws {
        guard let program = realpath("/proc/self/exe", nil) else {
            throw Failure("this program's own file can't be found: \(String(cString: strerror(errno)))")
        }
        defer { free(program) }
        self.workspace = workspace
        command =
            [String(cString: program), "--config-profile", globals.configProfile, "--log-level", globals.logLevel.rawValue]
            + (globals.backend.map { ["--backend", $0] } ?? []) + ["boot", "up"] + options
        listensOnNetwork = !options.isEmpty
    }

    /// Starts the engine.
    ///
    /// - Returns: The lines in which it tells where it listens, as they are for an engine in the background.
    /// - Throws: ``Failure`` where an engine runs already, or this one doesn't start.
    func start() throws -> [String] {
        if let process = try LocalEngine(socketPath: workspace.socketPath).processID() {
            throw Failure("an engine runs already, process \(process) on \(workspace.socketPath); stop it with `dxflow boot down`")
        }
        // The engine would make it, and just as private; systemd and the log want it before.
        try makeDirectories(workspace.volume, mode: 0o700)
        let log = try EngineLog(volume: workspace.volume)
        let lines: [String]
        if let systemd {
            let unit = try unit(log)
            guard try !systemd.isActive(unit.name) else {
                throw Failure(
                    "systemd runs \(unit.name) already, for another directory than \(workspace.volume); stop that with `systemctl --user stop \(unit.name)`, or use another profile"
                )
            }
            lines = try systemd.start(unit, log)
        } else {
            let engine = try ChildProgram(command[0], Array(command.dropFirst()), streams: .file(log.descriptor), isDetached: true)
            lines = try log.waitForBoot(engine.hasEnded, orElse: { kill(engine.processID, SIGTERM) })
        }
        return lines.map { $0.replacing("'CTRL+C'", with: "'dxflow boot down'") }
    }

    /// Says that an engine of systemd's ends with the person's last session, where it does.
    func noteItsEnd() {
        guard let systemd, !systemd.isLingering else { return }
        Console.current.note("It ends when you log out; `loginctl enable-linger` keeps it, and starts it with the machine.")
    }

    private func unit(_ log: EngineLog) throws -> EngineUnit {
        // What overrides the profile's settings for this run does so for the engine's, which is this run's purpose.
        let settings = workspace.profiles.knownKeys.filter { !$0.isSecret }.map(\.variable)
        let names = ["DXFLOW_HOME", "DXFLOW_BACKEND"] + settings.filter { !$0.hasPrefix("CONNECTION_") }
        let environment = workspace.profiles.environment.filter { names.contains($0.key) }
        var writable = [workspace.volume]
        if let path = try workspace.profile.path(for: "audit-log"), path.hasPrefix("/") {
            writable.append(parentDirectory(of: path))
        }
        // A link leads to a file that the engine replaces, beside which it writes.
        if let target = realpath(workspace.keysPath, nil) {
            defer { free(target) }
            writable.append(parentDirectory(of: String(cString: target)))
        }
        return try EngineUnit(
            profile: workspace.profile.name, command: command, environment: environment, writable: Set(writable).sorted(),
            log: log.path, listensOnNetwork: listensOnNetwork)
    }
}
