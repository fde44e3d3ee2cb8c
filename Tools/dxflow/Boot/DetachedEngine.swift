#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// An engine in a process of its own, without a terminal, where no service manager looks after it.
struct DetachedEngine {
    /// What the engine prints when it answers on all its addresses.
    static let bootedLine = "Engine successfully booted"

    /// The engine's directory, which is there.
    let volume: String

    /// Where it writes what it would print.
    private var logPath: String { volume + "/engine.log" }

    /// Starts an engine and waits until it answers.
    ///
    /// - Parameter command: The program and its arguments.
    /// - Returns: The line in which it tells where it listens.
    /// - Throws: ``Failure`` with the engine's own words where it doesn't start.
    func start(_ command: [String]) throws -> String {
        let log = open(logPath, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard log >= 0 else { throw unusable() }
        defer { close(log) }
        let start = lseek(log, 0, SEEK_END)
        let engine = try ChildProgram(command[0], Array(command.dropFirst()), streams: .file(log), isDetached: true)
        let deadline = ContinuousClock.now + .seconds(60)
        while true {
            let hasEnded = engine.hasEnded()
            let lines = try text(of: log, from: start).split(separator: "\n")
            if let line = lines.first(where: { $0.hasPrefix(DetachedEngine.bootedLine) }) { return String(line) }
            if hasEnded {
                let label = "error: "
                let reason = lines.last { $0.hasPrefix(label) }?.dropFirst(label.count)
                throw Failure(reason.map(String.init) ?? "the engine ended before it had booted; \(logPath) may say why")
            }
            guard ContinuousClock.now < deadline else {
                throw Failure("the engine, process \(engine.processID), hasn't booted within a minute; \(logPath) says how far it got")
            }
            usleep(10_000)
        }
    }

    private func text(of log: CInt, from start: off_t) throws -> String {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            let received = pread(log, &chunk, chunk.count, start + off_t(bytes.count))
            if received < 0, errno == EINTR { continue }
            guard received >= 0 else { throw unusable() }
            guard received > 0 else { return String(decoding: bytes, as: UTF8.self) }
            bytes += chunk[..<received]
        }
    }

    private func unusable() -> Failure { Failure("\(logPath) can't be used: \(String(cString: strerror(errno)))") }
}
