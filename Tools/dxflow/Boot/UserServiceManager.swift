#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A person's own systemd, `systemctl --user`.
struct UserServiceManager {
    /// The directory of the person's own units.
    private let directory: String

    /// - Returns: nil where none answers: on a machine without systemd, in a container, in a session without a bus.
    init?() {
        guard let home = UserServiceManager.configurationDirectory,
            (try? ChildProgram("systemctl", ["--user", "show-environment"], streams: .none).wait()) == 0
        else { return nil }
        directory = home + "/systemd/user"
    }

    /// Whether a unit runs, or is just starting or stopping.
    func isActive(_ name: String) throws -> Bool {
        try ChildProgram("systemctl", ["--user", "--quiet", "is-active", name], streams: .none).wait() == 0
    }

    /// Whether a process belongs to a unit, as the kernel's control groups tell (cgroups(7)).
    static func runs(_ process: pid_t, as unit: String) -> Bool {
        guard let file = fopen("/proc/\(process)/cgroup", "re") else { return false }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 4096)
        while fgets(&line, CInt(line.count), file) != nil {
            let path = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            if path.split(whereSeparator: { $0 == "/" || $0 == "\n" }).contains(where: { $0 == unit }) { return true }
        }
        return false
    }

    /// Installs a unit and starts it, now and whenever the person's services start.
    ///
    /// - Returns: The lines in which the engine tells where it listens.
    /// - Throws: ``Failure`` where the file can't be written or the engine doesn't start; the unit isn't enabled then.
    func start(_ unit: EngineUnit, _ log: EngineLog) throws -> [String] {
        try write(unit)
        try run(["daemon-reload"], orFail: "systemd can't read its units again")
        do {
            try run(["--quiet", "enable", "--now", unit.name], orFail: "systemd couldn't start the engine")
            return try log.waitForBoot({ try !isActive(unit.name) }, orElse: {})
        } catch {
            // The engine is stopped with it, where it still is on its way.
            _ = try ChildProgram("systemctl", ["--user", "--quiet", "disable", "--now", unit.name], streams: .none).wait()
            throw error
        }
    }

    /// Stops a unit, and has it started no more.
    func stop(_ name: String) throws {
        try run(["--quiet", "disable", "--now", name], orFail: "systemd couldn't stop \(name)")
    }

    private func write(_ unit: EngineUnit) throws {
        try makeDirectories(directory, mode: 0o755)
        // Put in its place in one step: systemd never reads half of it.
        let temporary = "\(directory)/.\(unit.name).\(getpid())"
        defer { unlink(temporary) }
        try OutputFile(temporary).write(unit.content)
        guard rename(temporary, "\(directory)/\(unit.name)") == 0 else {
            throw Failure("\(directory)/\(unit.name) can't be written: \(String(cString: strerror(errno)))")
        }
    }

    private func run(_ arguments: [String], orFail sentence: String) throws {
        guard try ChildProgram("systemctl", ["--user"] + arguments, streams: .none).wait() == 0 else {
            throw Failure("\(sentence); `systemctl --user \(arguments.joined(separator: " "))` says why")
        }
    }

    /// Whether the person's services go on after their last session (loginctl(1), enable-linger).
    var isLingering: Bool {
        guard let user = getpwuid(geteuid()) else { return true }
        return access("/var/lib/systemd/linger/\(String(cString: user.pointee.pw_name))", F_OK) == 0
    }

    /// `XDG_CONFIG_HOME`, where systemd looks for a person's units, or `~/.config`.
    private static var configurationDirectory: String? {
        if let path = getenv("XDG_CONFIG_HOME").map({ String(cString: $0) }), path.hasPrefix("/") { return path }
        return getenv("HOME").map { String(cString: $0) + "/.config" }
    }
}
