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

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        http.setup(channel: channel, logger: logger).flatMapThrowing { value in
            let operations = channel.pipeline.syncOperations
            let decoder = try operations.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            try operations.addHandler(HTTP10Handler(), position: .after(decoder))
            return value
        }
    }

    func handle(value: Value, logger: Logger) async {
        if isLocal, await !EngineChannel.isOwnUser(value.channel) {
            logger.warning("another user's connection to the socket was closed")
            try? await value.executeThenClose { _, _ in }
            return
        }
        await http.handle(value: value, logger: logger)
    }

    /// `struct ucred` of unix(7).
    private struct Credentials: Sendable {
        var process: pid_t = 0
        var user: uid_t = .max
        var group: gid_t = .max
    }

    private static func isOwnUser(_ channel: any Channel) async -> Bool {
        guard let socket = channel as? any SocketOptionProvider else { return false }
        let peer: EventLoopFuture<Credentials> = socket.unsafeGetSocketOption(
            level: SocketOptionLevel(SOL_SOCKET), name: SocketOptionName(SO_PEERCRED))
        guard let user = try? await peer.get().user else { return false }
        return user == geteuid() || user == 0
    }
}
