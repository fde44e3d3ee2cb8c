import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import NIOSSL
import ServiceLifecycle
import Synchronization

/// What an engine listens on: they begin together, and end together.
struct Listeners {
    /// How many connections each listener takes beyond the limit until some of those that go have gone.
    static let reserve = 64

    /// Where HTTP and HTTPS are listened for, with the ports that were chosen.
    struct Places: Sendable {
        var http: EngineConfiguration.HTTPAddress?
        var https: EngineConfiguration.HTTPAddress?
    }

    private let configuration: EngineConfiguration
    private let responder: EngineResponder
    /// The engine's own.
    private let log: Logger
    private let logger: Logger
    private let metrics: EngineMetrics
    private let register: ConnectionRegister
    private let report: ListeningReport
    private var services: [@Sendable () async throws -> Void] = []

    /// - Parameter onListening: Called once, when all of them listen.
    init(
        configuration: EngineConfiguration, responder: EngineResponder, metrics: EngineMetrics, register: ConnectionRegister,
        logger: Logger, onListening: @escaping @Sendable (Places) async -> Void
    ) {
        self.configuration = configuration
        self.responder = responder
        self.metrics = metrics
        self.register = register
        log = logger
        // Where it listens is told by `onListening`, and why it doesn't by what is thrown; hummingbird would tell of its own insides.
        var logger = logger
        if logger.logLevel > .debug { logger.logLevel = .critical }
        self.logger = logger
        report = ListeningReport(tell: onListening)
    }

    /// The Unix domain socket.
    mutating func add(_ socket: SocketFile) {
        report.awaitOne()
        let server = Server(
            childChannelSetup: channel(isLocal: true),
            configuration: ServerConfiguration(address: .unixDomainSocket(path: socket.bindingPath)),
            onServerRunning: { [report] channel in
                do throws(EngineStartError) {
                    try socket.appear()
                } catch {
                    report.fail(error)
                    channel.close(promise: nil)
                    return
                }
                await report.isListening { _ in }
            }, eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: logger)
        services.append { [report] in
            do { try await server.run() } catch let error as IOError { throw EngineStartError.listening(on: socket.path, error) }
            if let failure = report.failure { throw failure }
        }
    }

    /// HTTP, or HTTPS.
    ///
    /// - Parameter tls: What TLS begins with; nil for HTTP.
    mutating func add(_ address: EngineConfiguration.HTTPAddress, tls: NIOSSLContext?) {
        report.awaitOne()
        let server = Server(
            childChannelSetup: channel(isLocal: false, tls: tls),
            configuration: ServerConfiguration(
                address: .hostname(address.host, port: address.port),
                // Those that are being closed for new ones are few, and if they aren't the new ones wait.
                availableConnectionsDelegate: .maximum(configuration.limits.connections + Listeners.reserve, logger: logger)),
            onServerRunning: { [report] channel in
                let place = EngineConfiguration.HTTPAddress(host: address.host, port: channel.localAddress?.port ?? address.port)
                await report.isListening { places in
                    if tls == nil { places.http = place } else { places.https = place }
                }
            }, eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: logger)
        services.append {
            do { try await server.run() } catch let error as CancellationError {
                throw error
            } catch {
                throw EngineStartError.listening(on: address, isSecure: tls != nil, error)
            }
        }
    }

    private func channel(isLocal: Bool, tls: NIOSSLContext? = nil) -> EngineChannel {
        EngineChannel(
            responder: responder, limits: configuration.limits, register: register, metrics: metrics, tls: tls, isLocal: isLocal, log: log)
    }

    private enum Event { case stopped, deadlinePassed }

    /// Returns when all have stopped; those that don't in time are cut off.
    func run() async throws {
        try await withThrowingTaskGroup(of: Event.self) { group in
            var running = services.count
            for service in services {
                group.addTask {
                    try await service()
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
    private let state = Mutex<(awaited: Int, places: Listeners.Places, failure: EngineStartError?)>((0, Listeners.Places(), nil))
    private let tell: @Sendable (Listeners.Places) async -> Void

    init(tell: @escaping @Sendable (Listeners.Places) async -> Void) { self.tell = tell }

    /// Why a listener listens in vain.
    var failure: EngineStartError? { state.withLock { $0.failure } }

    func awaitOne() { state.withLock { $0.awaited += 1 } }

    func fail(_ error: EngineStartError) { state.withLock { $0.failure = error } }

    /// - Parameter note: Writes down where.
    func isListening(_ note: (inout Listeners.Places) -> Void) async {
        let (isComplete, places) = state.withLock { state in
            state.awaited -= 1
            note(&state.places)
            return (state.awaited == 0, state.places)
        }
        if isComplete { await tell(places) }
    }
}
