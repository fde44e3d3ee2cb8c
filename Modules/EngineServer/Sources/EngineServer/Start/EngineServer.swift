import AuthorizedKeys
import CryptoBackend
import EngineAPI
import Logging
import ServiceLifecycle

/// The part of an engine that authenticates: it listens on a Unix domain socket, for HTTP and for HTTPS, until it is told to stop.
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
    private let metrics = EngineMetrics()
    private let logger: Logger
    private let onListening: @Sendable (EngineAddresses) async -> Void

    /// - Parameters:
    ///   - backend: What the engine computes with.
    ///   - store: Who may sign in.
    ///   - weakness: Says of a key that anybody can break what is wrong with it, as what stands behind a colon; such a key isn't registered. nil for a
    ///     good one.
    ///   - spent: The challenges that have been answered.
    ///   - audit: Where it tells who signed in and who changed what; nil for standard error.
    ///   - logger: Where it tells what happens; no secret is among that.
    ///   - onListening: Called once, when the engine answers on all its addresses.
    public init(
        configuration: EngineConfiguration, backend: any CryptoBackend, store: any KeyStore,
        weakness: @escaping @Sendable (RSAPublicKey) -> String? = { _ in nil },
        spent: any SpentChallenges = InMemorySpentChallenges(), clock: EngineClock = .system(), audit: AuditLog? = nil,
        logger: Logger,
        onListening: @escaping @Sendable (EngineAddresses) async -> Void = { _ in }
    ) {
        self.configuration = configuration
        self.backend = backend
        let store = LoggedKeyStore(store: store, logger: logger)
        self.store = store
        keys = KeyRegistry(store: store, backend: backend, weakness: weakness, now: { clock.secondsSince1970 })
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
        guard configuration.socketPath != nil || configuration.http != nil || configuration.https != nil else {
            throw EngineStartError(.configuration, "the engine would listen nowhere: give it a socket, HTTP or HTTPS")
        }
        let volume = configuration.volume
        try SystemFile.makePrivateDirectory(volume)
        try SystemFile.makePrivateDirectory(volume + "/keys")
        try FileModes(volume: volume, logger: logger).check()
        let lock = try FileLock.acquire(EngineLockHolder.path(in: volume))
        defer { lock.release() }
        let socket = try configuration.socketPath.map { path throws(EngineStartError) in try SocketFile(claiming: path) }
        let isFirstStart = try await FirstStart(directory: volume + "/keys", keys: keys, backend: backend).perform()
        let now = clock.secondsSince1970
        if try await !store.registeredKeys().contains(where: { $0.mayManageKeys(at: now) }) {
            logger.warning(
                "no key may manage keys; whoever may use this machine's account of the engine registers one: dxflow key register FILE -p MASTER"
            )
        }
        let identity = try configuration.https.map { _ throws(EngineStartError) in
            try TLSIdentity(
                files: configuration.tls, directory: volume + "/keys", backend: backend, now: clock.secondsSince1970, logger: logger)
        }
        let register = ConnectionRegister(
            maximum: configuration.limits.connections, maximumPerAddress: configuration.limits.connectionsPerAddress)
        let tokens = try tokenKeys()
        let responder = try makeResponder(register, tokens)
        try audit.record(AuditEvent(.start, reason: "version \(configuration.version)"))
        let removing = Task { await tokens.keepRemovingExpired(clock: clock, logger: logger) }
        defer { removing.cancel() }
        do {
            try await listen(responder, register, socket, identity, isFirstStart: isFirstStart)
        } catch {
            await store.flush()
            // Why it stops is what the caller is to learn, also where the line can't be written.
            try? audit.record(AuditEvent(.stop, reason: error is CancellationError ? nil : "\(error)"))
            throw error
        }
        await store.flush()
        try audit.record(AuditEvent(.stop))
    }

    /// The keys of tokens, those of another algorithm retired.
    private func tokenKeys() throws -> TokenKeys {
        let algorithm = configuration.tokenAlgorithm
        return try TokenKeys(in: configuration.volume + "/keys", algorithm: algorithm, backend: backend, now: clock.secondsSince1970) {
            old in
            try audit.record(AuditEvent(.tokenKeyRotated, reason: "token-algorithm \(algorithm) after \(old)"))
            logger.info("tokens are signed with another algorithm from now on", metadata: ["new": "\(algorithm)", "old": "\(old)"])
        }
    }

    private func makeResponder(_ register: ConnectionRegister, _ tokens: TokenKeys) throws -> EngineResponder {
        let challenges = try ChallengeIssuer(backend: backend, clock: clock)
        let health = EngineHealth([
            EngineHealth.keys(store), EngineHealth.tokens(tokens), EngineHealth.volume(configuration.volume),
            EngineHealth.audit(audit), EngineHealth.connections(register),
        ])
        let sessions = SessionIssuer(keys: tokens, random: backend, clock: clock)
        let ended = LoggedEndedSessions(
            sessions: try FileEndedSessions(path: configuration.volume + "/ended-sessions", now: clock.secondsSince1970), logger: logger)
        let checker = SessionChecker(issuer: sessions, store: store, ended: ended)
        return EngineResponder(
            authentication: AuthenticationRoutes(
                challenges: challenges,
                authenticator: Authenticator(
                    challenges: challenges, spent: spent, store: store, backend: backend, clock: clock,
                    maximumCandidates: configuration.limits.signInCandidates),
                sessions: sessions, store: store, ended: ended, clock: clock, audit: audit),
            keys: KeyRoutes(keys: keys, audit: audit), tokens: TokenKeyRoutes(keys: tokens, clock: clock, audit: audit),
            engine: EngineRoutes(
                parameter: EngineServer.parameter(of: configuration), version: configuration.version, boot: clock.secondsSince1970,
                health: health, ping: PingStream(checker: checker, clock: clock)),
            counts: MetricsRoutes(metrics: metrics, register: register, clock: clock), checker: checker, limits: configuration.limits,
            audit: audit, clock: clock, logger: logger)
    }

    /// Runs the listeners until they have stopped.
    private func listen(
        _ responder: EngineResponder, _ register: ConnectionRegister, _ socket: SocketFile?, _ identity: TLSIdentity?, isFirstStart: Bool
    ) async throws {
        defer { socket?.remove() }
        var listeners = Listeners(
            configuration: configuration, responder: responder, metrics: metrics, register: register, logger: logger
        ) { [onListening] ports in
            await onListening(
                EngineAddresses(
                    socketPath: socket?.path, http: ports.http, https: ports.https, certificate: identity?.certificate,
                    isFirstStart: isFirstStart))
        }
        if let socket { listeners.add(socket) }
        if let http = configuration.http { listeners.add(http, tls: nil) }
        if let https = configuration.https, let identity { listeners.add(https, tls: identity.context) }
        try await listeners.run()
    }
}
