import EngineServer
import Logging
import Synchronization
import Testing

extension EngineTests {
    @Suite struct AuditLogTests {
        /// Takes lines until it is told not to.
        private final class Sink: AuditSink {
            let isFull = Mutex(false)

            func write(_ line: [UInt8]) throws { if isFull.withLock({ $0 }) { throw Full() } }
            func reopen() throws { if isFull.withLock({ $0 }) { throw Full() } }
        }

        private struct Full: Error {}

        @Test func nobodySignsInWithoutALineAndHealthSaysSo() async throws {
            let alice = try await SSHKey.alice.value
            let sink = Sink()
            var logger = Logger(label: "audit")
            logger.logLevel = .critical
            try await RunningEngine.run(audit: AuditLog(sink: sink, logger: logger)) { engine in
                _ = try await engine.token(alice)
                #expect(try await engine.request("GET", "/api/engine/healthcheck/").code == 200)
                sink.isFull.withLock { $0 = true }
                #expect(try await engine.signIn(alice).code == 503)
                let ill = try await engine.request("GET", "/api/engine/healthcheck/")
                #expect(ill.code == 503 && ill.text.contains("(audit)"))
                sink.isFull.withLock { $0 = false }
                #expect(try await engine.signIn(alice).code == 200)
                #expect(try await engine.request("GET", "/api/engine/healthcheck/").code == 200)
            }
        }

        @Test func whatCannotBeOpenedAnewIsNotWell() {
            let sink = Sink()
            let log = AuditLog(sink: sink, logger: Logger(label: "audit") { _ in SwiftLogNoOpLogHandler() })
            #expect(log.isWell)
            sink.isFull.withLock { $0 = true }
            log.reopen()
            #expect(!log.isWell)
            sink.isFull.withLock { $0 = false }
            log.reopen()
            #expect(log.isWell)
        }
    }
}
