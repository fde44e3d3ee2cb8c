import EngineAPI
import Hummingbird
import Logging

/// Whence a request came.
enum Peer: Sendable, Hashable {
    /// Over the Unix domain socket, from the engine's own user.
    case local
    /// Over the network.
    case network(ClientAddress)

    /// The client's IP address as text; nil over the socket.
    var address: String? {
        switch self {
        case .local: nil
        case .network(let client): client.description
        }
    }
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
    /// What the request is called in the answer and in the audit log.
    let requestID = RequestID.next()
    /// What the request came over.
    let connection: Connection
    /// Who makes the request, once that is known; nil where nobody asks.
    var session: Session?
    /// The token by which the session is looked up again while an answer lasts; nil on the Unix socket.
    var token: String?

    /// An event of this request for the audit log.
    func event(_ kind: AuditEvent.Kind, fingerprint: String? = nil, identity: String? = nil, reason: String? = nil) -> AuditEvent {
        AuditEvent(
            kind, address: peer.address, fingerprint: fingerprint, identity: identity, actor: session?.claims?.subject, request: requestID,
            reason: reason)
    }

    init(source: Source) {
        coreContext = CoreRequestContextStorage(source: source)
        peer = source.peer
        connection = source.connection
    }
}
