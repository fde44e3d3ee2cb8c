import AuthorizedKeys
import EngineAPI
import Logging
import Synchronization

/// The log of who signed in, who was refused and who changed what: one line of JSON an event, in a sink.
///
/// The line of a sign-in, a refusal or the end of a session is written before the answer goes out, the line of a change before the change,
/// once it is known of which key, and another one after it if it failed. Where the line can't be written the engine answers 503 and does
/// nothing.
public final class AuditLog: Sendable {
    private let sink: any AuditSink
    private let clock: EngineClock
    private let logger: Logger
    private let wrote = Mutex(true)

    /// Whether the last line could be written, and the file be opened since then.
    public var isWell: Bool { wrote.withLock { $0 } }

    /// - Parameters:
    ///   - sink: Where the lines go.
    ///   - clock: The time that they tell.
    ///   - logger: Where it is told that a line can't be written.
    public init(sink: any AuditSink, clock: EngineClock = .system(), logger: Logger) {
        self.sink = sink
        self.clock = clock
        self.logger = logger
    }

    /// Writes the line of an event.
    ///
    /// - Throws: `EngineFailure` with 503 where it can't be written: what it tells of must not be done then.
    public func record(_ event: AuditEvent) throws(EngineFailure) {
        let milliseconds = clock.millisecondsSince1970()
        let fraction = String(milliseconds % 1000 + 1000).dropFirst()
        var line = JSONObjectWriter()
        line.add("actor", event.actor)
        line.add("address", event.address)
        line.add("event", event.kind.name)
        line.add("fingerprint", event.fingerprint)
        line.add("identity", event.identity)
        line.add("reason", event.reason)
        line.add("request", event.request)
        line.add("time", "\(Timestamp.text(milliseconds / 1000).dropLast()).\(fraction)Z")
        let content = line.finished()
        guard succeeds({ try sink.write(content) }) else {
            throw .unavailable("The engine can't write its audit log, and does nothing without it. Its log says why.")
        }
    }

    /// Opens the file anew after it was moved away. Where that fails the engine's log says so, and no line can be written until it can be opened.
    public func reopen() {
        _ = succeeds { try sink.reopen() }
    }

    /// Does something with the sink: whether it could be done is remembered, and why not is told.
    private func succeeds(_ body: () throws -> Void) -> Bool {
        do {
            try body()
            wrote.withLock { $0 = true }
            return true
        } catch {
            wrote.withLock { $0 = false }
            logger.error("\(error)")
            return false
        }
    }
}
