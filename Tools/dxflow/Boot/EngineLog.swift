#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// What an engine in the background would print: a file in its directory, by which the one who started it sees how far it got.
final class EngineLog {
    /// How the line begins that an engine prints when it answers on all its addresses.
    static let bootedLine = "Engine successfully booted"
    /// How the lines about the certificate begin that follow it.
    static let certificateLine = "TLS certificate"
    static let fingerprintLine = "SHA256 fingerprint"

    let path: String
    /// Open for appending.
    let descriptor: CInt
    /// Where what is written from now on begins.
    private let start: off_t

    /// - Parameter volume: The engine's directory, which is there.
    /// - Throws: ``Failure`` where the file can't be written.
    init(volume: String) throws {
        path = volume + "/engine.log"
        descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
        start = lseek(descriptor, 0, SEEK_END)
        guard descriptor >= 0, start >= 0 else { throw Failure("\(path) can't be used: \(String(cString: strerror(errno)))") }
    }

    deinit { close(descriptor) }

    /// Waits until an engine that has just been started answers.
    ///
    /// - Parameters:
    ///   - hasEnded: Whether it is there no more.
    ///   - stop: Stops it where it hasn't booted in time, a minute or what is left of the command's: it isn't left to do so unseen.
    /// - Returns: The lines in which it tells where it listens, and what its certificate is.
    /// - Throws: ``Failure`` with the engine's own words where it doesn't start.
    func waitForBoot(_ hasEnded: () throws -> Bool, orElse stop: () -> Void) throws -> [String] {
        let minute = ContinuousClock.now + .seconds(60)
        let deadline = min(minute, CommandDeadline.instant ?? minute)
        while true {
            let isOver = try hasEnded()
            let lines = try text().split(separator: "\n")
            // They are written in one go.
            if lines.contains(where: { $0.hasPrefix(EngineLog.bootedLine) }) {
                let beginnings = [EngineLog.bootedLine, EngineLog.certificateLine, EngineLog.fingerprintLine]
                return lines.filter { line in beginnings.contains { line.hasPrefix($0) } }.map(String.init)
            }
            if isOver {
                let label = "error: "
                let reason = lines.last { $0.hasPrefix(label) }?.dropFirst(label.count)
                throw Failure(reason.map(String.init) ?? "the engine ended before it had booted; \(path) may say why")
            }
            guard ContinuousClock.now < deadline else {
                stop()
                let limit = deadline < minute ? "the time limit (--timeout)" : "a minute"
                throw Failure("the engine hasn't booted within \(limit), and was stopped; \(path) says how far it got")
            }
            usleep(20_000)
        }
    }

    private func text() throws -> String {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            let received = pread(descriptor, &chunk, chunk.count, start + off_t(bytes.count))
            if received < 0, errno == EINTR { continue }
            guard received >= 0 else { throw Failure("\(path) can't be read: \(String(cString: strerror(errno)))") }
            guard received > 0 else { return String(decoding: bytes, as: UTF8.self) }
            bytes += chunk[..<received]
        }
    }
}
