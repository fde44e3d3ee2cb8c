import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOSSL

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A connection to the engine: HTTP/1, over the network or from the engine's own user.
struct EngineChannel: ServerChildChannel {
    /// A connection that is set up.
    struct Value: ServerChildChannelValue {
        let http: HTTP1Channel.Value
        let connection: Connection
        /// Who connected, as the kernel knows it, if it was over the Unix domain socket.
        let user: uid_t?

        var channel: any Channel { http.channel }
    }

    let responder: EngineResponder
    let limits: EngineLimits
    /// The connections from the network; the Unix socket's aren't counted.
    let register: ConnectionRegister
    let metrics: EngineMetrics
    /// What TLS begins with; nil for none.
    let tls: NIOSSLContext?
    /// Whether only the engine's own user, and root, may connect: what the socket's mode says already, said again by the kernel.
    let isLocal: Bool
    /// The engine's own log: what hummingbird hands over is silent.
    let log: Logger

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        let connection = connection(of: channel)
        channel.closeFuture.whenComplete { _ in connection.closed() }
        let http = http(for: connection)
        let user = isLocal ? EngineChannel.user(at: channel) : channel.eventLoop.makeSucceededFuture(nil)
        return keepAlive(channel).flatMapThrowing {
            if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
        }.flatMap {
            http.setup(channel: channel, logger: logger)
        }.and(user).flatMapThrowing { value, user in
            let operations = channel.pipeline.syncOperations
            let decoder = try operations.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            let guarded = RequestGuard(limits: limits, connection: connection, metrics: metrics)
            try operations.addHandler(FirstBytes(telling: guarded), position: .before(decoder))
            try operations.addHandler(HTTP10Handler(), position: .after(decoder))
            try operations.addHandler(guarded, position: .after(decoder))
            return Value(http: value, connection: connection, user: user)
        }
    }

    private func connection(of channel: any Channel) -> Connection {
        guard !isLocal else { return Connection(peer: nil, register: nil, client: nil) {} }
        metrics.connected()
        let peer = IPAddress(channel.remoteAddress)
        let speaksForMany = peer.map { peer in limits.trustedProxies.contains { $0.contains(peer) } } ?? false
        return Connection(peer: peer, register: register, client: speaksForMany ? nil : ClientAddress(peer)) { [responder] in
            channel.close(promise: nil)
            responder.limitReport.refused(connectionOf: ClientAddress(peer), reason: "this one was closed for another")
        }
    }

    /// The way of one connection's requests to the router.
    private func http(for connection: Connection) -> HTTP1Channel {
        HTTP1Channel(
            responder: { [responder, isLocal] request, writer, _ in
                try await responder.respond(to: request, over: connection, isLocal: isLocal, writer)
            },
            configuration: HTTP1Channel.Configuration(
                httpDecoderConfiguration: HTTP1Channel.Configuration.DecoderConfiguration(
                    maxHeaderFieldSize: limits.headerBytes, maxHeaderListSize: limits.headerBytes, maxHeaderFieldCount: limits.headerFields)
            ))
    }

    /// Has the system find out that the other end of a connection is gone which never said so: after a minute in which nothing came, and
    /// four questions that nobody answered (tcp(7)).
    private func keepAlive(_ channel: any Channel) -> EventLoopFuture<Void> {
        guard !isLocal else { return channel.eventLoop.makeSucceededVoidFuture() }
        let options: [(ChannelOptions.Types.SocketOption, SocketOptionValue)] = [
            (.init(level: .socket, name: .so_keepalive), 1),
            (.init(level: .tcp, name: .init(rawValue: TCP_KEEPIDLE)), 60), (.init(level: .tcp, name: .init(rawValue: TCP_KEEPINTVL)), 15),
            (.init(level: .tcp, name: .init(rawValue: TCP_KEEPCNT)), 4),
        ]
        // Who has gone already has no options to set.
        let set = options.map { channel.setOption($0.0, value: $0.1).flatMapErrorThrowing { _ in } }
        return EventLoopFuture.andAllSucceed(set, on: channel.eventLoop)
    }

    func handle(value: Value, logger: Logger) async {
        if isLocal {
            // Who has gone already can't be told any more, and asks for nothing.
            guard let user = value.user, EngineChannel.mayConnect(user, to: geteuid()) else {
                if let user = value.user {
                    log.warning("a connection to the socket by another user was closed", metadata: ["uid": "\(user)"])
                }
                try? await value.http.executeThenClose { _, _ in }
                return
            }
        }
        guard !value.connection.isRefused else {
            metrics.limitHit("connections")
            responder.limitReport.refused(connectionOf: ClientAddress(value.connection.peer), reason: "this one wasn't taken")
            try? await value.http.executeThenClose { _, _ in }
            return
        }
        await withTaskExecutorPreference(EventLoopTaskExecutor(value.channel.eventLoop)) {
            await http(for: value.connection).handle(value: value.http, logger: logger)
        }
    }

    /// `struct ucred` of unix(7).
    private struct Credentials: Sendable {
        var process: pid_t = 0
        var user: uid_t = .max
        var group: gid_t = .max
    }

    /// The user at the other end of a Unix domain socket, as the kernel knows it.
    private static func user(at channel: any Channel) -> EventLoopFuture<uid_t?> {
        guard let socket = channel as? any SocketOptionProvider else { return channel.eventLoop.makeSucceededFuture(nil) }
        let peer: EventLoopFuture<Credentials> = socket.unsafeGetSocketOption(
            level: SocketOptionLevel(SOL_SOCKET), name: SocketOptionName(SO_PEERCRED))
        return peer.map { $0.user }.recover { _ in nil }
    }

    /// Whether a user may use the socket of an engine that another user, or the same one, runs.
    static func mayConnect(_ user: uid_t, to owner: uid_t) -> Bool { user == owner || user == 0 }
}
