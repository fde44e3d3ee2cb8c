import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A connection to the engine: HTTP/1, over the network or from the engine's own user.
struct EngineChannel: ServerChildChannel {
    typealias Value = HTTP1Channel.Value

    let http: HTTP1Channel
    /// Whether only the engine's own user, and root, may connect: what the socket's mode says already, said again by the kernel.
    let isLocal: Bool
    /// The engine's own log: what hummingbird hands over is silent.
    let log: Logger

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        http.setup(channel: channel, logger: logger).flatMapThrowing { value in
            let operations = channel.pipeline.syncOperations
            let decoder = try operations.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            try operations.addHandler(HTTP10Handler(), position: .after(decoder))
            return value
        }
    }

    func handle(value: Value, logger: Logger) async {
        if isLocal {
            // Who has gone already can't be told any more, and asks for nothing.
            let user = await EngineChannel.user(at: value.channel)
            guard let user, EngineChannel.mayConnect(user, to: geteuid()) else {
                if let user { log.warning("a connection to the socket by another user was closed", metadata: ["uid": "\(user)"]) }
                try? await value.executeThenClose { _, _ in }
                return
            }
        }
        await http.handle(value: value, logger: logger)
    }

    /// `struct ucred` of unix(7).
    private struct Credentials: Sendable {
        var process: pid_t = 0
        var user: uid_t = .max
        var group: gid_t = .max
    }

    /// The user at the other end of a Unix domain socket, as the kernel knows it.
    private static func user(at channel: any Channel) async -> uid_t? {
        guard let socket = channel as? any SocketOptionProvider else { return nil }
        let peer: EventLoopFuture<Credentials> = socket.unsafeGetSocketOption(
            level: SocketOptionLevel(SOL_SOCKET), name: SocketOptionName(SO_PEERCRED))
        return try? await peer.get().user
    }

    /// Whether a user may use the socket of an engine that another user, or the same one, runs.
    static func mayConnect(_ user: uid_t, to owner: uid_t) -> Bool { user == owner || user == 0 }
}
