import AuthorizedKeys
import CryptoBackend
import EngineAPI
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Synchronization

/// The part of an engine that authenticates: it listens on a Unix domain socket, for HTTP, or on both, until it is told to stop.
///
///     let store = FileKeyStore(path: volume + "/authorized_keys", digests: backend)
///     let server = EngineServer(
///         configuration: configuration, backend: backend, store: store, logger: logger, onListening: { print($0) })
///     try await ServiceGroup(configuration: .init(services: [server], gracefulShutdownSignals: [.sigint, .sigterm], logger: logger)).run()
public struct EngineServer: Service {
    private let configuration: EngineConfiguration
    private let backend: any CryptoBackend
    private let store: any KeyStore
    private let keys: KeyRegistry
    private let spent: any SpentChallenges
    private let clock: EngineClock
    private let audit: AuditLog
    private let logger: Logger
    private let onListening: @Sendable (EngineAddresses) async -> Void

    /// - Parameters:
    ///   - backend: What the engine computes with.
    ///   - store: Who may sign in.
    ///   - spent: The challenges that have been answered.
    ///   - audit: Where it tells who signed in and who changed what; nil for standard error.
    ///   - logger: Where it tells what happens; no secret is among that.
    ///   - onListening: Called once, when the engine answers on all its addresses.
    public init(
        configuration: EngineConfiguration, backend: any CryptoBackend, store: any KeyStore,
        spent: any SpentChallenges = InMemorySpentChallenges(), clock: EngineClock = .system(), audit: AuditLog? = nil,
        logger: Logger,
        onListening: @escaping @Sendable (EngineAddresses) async -> Void = { _ in }
    ) {
        self.configuration = configuration
        self.backend = backend
        let store = LoggedKeyStore(store: store, logger: logger)
        self.store = store
        keys = KeyRegistry(store: store, backend: backend, now: { clock.secondsSince1970 })
        self.spent = spent
        self.clock = clock
        self.audit = audit ?? AuditLog(sink: AuditStandardError(), clock: clock, logger: logger)
        self.logger = logger
        self.onListening = onListening
    }

    /// Starts the engine, and returns when it has been stopped: by its service group, or by cancelling the task.
    ///
    /// - Throws: ``EngineStartError`` if it can't start. What it had made of its socket until then is gone again.
    public func run() async throws {
        guard configuration.socketPath != nil || configuration.http != nil else {
            throw EngineStartError(.configuration, "the engine would listen nowhere: give it a socket, or HTTP")
        }
        let volume = configuration.volume
        try SystemFile.makePrivateDirectory(volume)
        try SystemFile.makePrivateDirectory(volume + "/keys")
        let lock = try FileLock.acquire(EngineLockHolder.path(in: volume))
        defer { lock.release() }
        let socket = try configuration.socketPath.map { path throws(EngineStartError) in try SocketFile(claiming: path) }
        let isFirstStart = try await FirstStart(directory: volume + "/keys", keys: keys, backend: backend).perform()
        let responder = try makeResponder()
        try audit.record(AuditEvent(.start, reason: "version \(configuration.version)"))
        try await listen(responder, socket, isFirstStart: isFirstStart)
        try audit.record(AuditEvent(.stop))
    }

    private func makeResponder() throws -> EngineResponder {
        let challenges = try ChallengeIssuer(backend: backend, clock: clock)
        let key = try TokenSigningKey(in: configuration.volume + "/keys", algorithm: configuration.tokenAlgorithm, backend: backend)
        let sessions = SessionIssuer(key: key, random: backend, clock: clock)
        let ended = LoggedEndedSessions(
            sessions: try FileEndedSessions(path: configuration.volume + "/ended-sessions", now: clock.secondsSince1970), logger: logger)
        let checker = SessionChecker(issuer: sessions, store: store, ended: ended)
        return EngineResponder(
            authentication: AuthenticationRoutes(
                challenges: challenges,
                authenticator: Authenticator(challenges: challenges, spent: spent, store: store, backend: backend, clock: clock),
                sessions: sessions, ended: ended, clock: clock, audit: audit),
            keys: KeyRoutes(keys: keys, audit: audit),
            engine: EngineRoutes(
                parameter: EngineServer.parameter(of: configuration), version: configuration.version, boot: clock.secondsSince1970,
                store: store, ping: PingStream(checker: checker, clock: clock)),
            checker: checker, limit: RateLimitMiddleware(limiter: RateLimiter(limit: configuration.rateLimit), clock: clock), logger: logger
        )
    }

    private enum Event { case stopped, deadlinePassed }

    /// Runs the listeners until they have stopped; those that don't in time are cut off.
    private func listen(_ responder: EngineResponder, _ socket: SocketFile?, isFirstStart: Bool) async throws {
        let report = ListeningReport(awaited: (socket == nil ? 0 : 1) + (configuration.http == nil ? 0 : 1)) {
            [onListening, configuration] port in
            let http = configuration.http.map { EngineConfiguration.HTTPAddress(host: $0.host, port: port ?? $0.port) }
            await onListening(EngineAddresses(socketPath: socket?.path, http: http, isFirstStart: isFirstStart))
        }
        defer { socket?.remove() }
        // Where it listens is told by `onListening`, and why it doesn't by what is thrown; hummingbird would tell of its own insides.
        var logger = logger
        if logger.logLevel > .debug { logger.logLevel = .critical }
        try await withThrowingTaskGroup(of: Event.self) { group in
            var running = 0
            if let socket {
                let server = Server(
                    childChannelSetup: responder.channel(isLocal: true, idleTimeout: configuration.idleTimeout),
                    configuration: ServerConfiguration(address: .unixDomainSocket(path: socket.bindingPath)),
                    onServerRunning: { channel in
                        do throws(EngineStartError) {
                            try socket.appear()
                        } catch {
                            report.fail(error)
                            channel.close(promise: nil)
                            return
                        }
                        await report.isListening()
                    }, eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: logger)
                running += 1
                group.addTask {
                    do { try await server.run() } catch let error as IOError { throw EngineStartError.listening(on: socket.path, error) }
                    if let failure = report.failure { throw failure }
                    return .stopped
                }
            }
            if let http = configuration.http {
                let server = Server(
                    childChannelSetup: responder.channel(isLocal: false, idleTimeout: configuration.idleTimeout),
                    configuration: ServerConfiguration(
                        address: .hostname(http.host, port: http.port),
                        availableConnectionsDelegate: .maximum(configuration.maximumConnections, logger: logger)),
                    onServerRunning: { await report.isListening(port: $0.localAddress?.port) },
                    eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: logger)
                running += 1
                group.addTask {
                    do { try await server.run() } catch let error as CancellationError {
                        throw error
                    } catch {
                        throw EngineStartError.listening(on: http, error)
                    }
                    return .stopped
                }
            }
            group.addTask { [timeout = configuration.shutdownTimeout] in
                // Ends by being cancelled when the listeners have stopped before.
                guard (try? await gracefulShutdown()) != nil else { return .stopped }
                try? await Task.sleep(for: .seconds(timeout))
                return .deadlinePassed
            }
            while running > 0, let event = try await group.next() {
                switch event {
                case .stopped: running -= 1
                case .deadlinePassed: group.cancelAll()
                }
            }
            group.cancelAll()
        }
    }
}

/// Waits until every listener listens, then tells so once.
private final class ListeningReport: Sendable {
    private let state: Mutex<(awaited: Int, port: Int?, failure: EngineStartError?)>
    private let tell: @Sendable (Int?) async -> Void

    init(awaited: Int, tell: @escaping @Sendable (Int?) async -> Void) {
        state = Mutex((awaited, nil, nil))
        self.tell = tell
    }

    /// Why a listener listens in vain.
    var failure: EngineStartError? { state.withLock { $0.failure } }

    func fail(_ error: EngineStartError) { state.withLock { $0.failure = error } }

    func isListening(port: Int? = nil) async {
        let (isComplete, port) = state.withLock { state in
            state.awaited -= 1
            state.port = port ?? state.port
            return (state.awaited == 0, state.port)
        }
        if isComplete { await tell(port) }
    }
}
