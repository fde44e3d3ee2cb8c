import Hummingbird
import Logging

/// Whence a request came.
enum Peer: Sendable, Hashable {
    /// Over the Unix domain socket, from the engine's own user.
    case local
    /// Over the network.
    case network(ClientAddress)
}

/// What a request brings along on its way to what answers it.
struct EngineRequestContext: RequestContext {
    struct Source: RequestContextSource {
        let logger: Logger
        let peer: Peer
        let connection: Connection
    }

    var coreContext: CoreRequestContextStorage
    let peer: Peer
    /// What the request came over.
    let connection: Connection
    /// Who makes the request, once that is known; nil where nobody asks.
    var session: Session?
    /// The token by which the session is looked up again while an answer lasts; nil on the Unix socket.
    var token: String?

    init(source: Source) {
        coreContext = CoreRequestContextStorage(source: source)
        peer = source.peer
        connection = source.connection
    }
}
