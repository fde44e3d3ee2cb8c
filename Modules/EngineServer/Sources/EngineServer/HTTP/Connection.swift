import Synchronization

/// One connection as the answers to its requests see it.
final class Connection: Sendable {
    /// Whose it is; nil for the Unix socket.
    let peer: IPAddress?
    private let register: ConnectionRegister?
    private let id: ConnectionRegister.ID?
    private let gone = Atomic<Bool>(false)

    /// - Parameters:
    ///   - register: Where it is counted; nil for the Unix socket, which is never full.
    ///   - client: Who it is counted for.
    ///   - close: Closes it when another one needs its place.
    init(peer: IPAddress?, register: ConnectionRegister?, client: ClientAddress?, close: @escaping @Sendable () -> Void) {
        self.peer = peer
        self.register = register
        id = register?.admit(client, close: close)
        if register != nil, id == nil { gone.store(true, ordering: .relaxed) }
    }

    /// Whether there was no room for it.
    var isRefused: Bool { register != nil && id == nil }

    /// Whether its other end has closed it, or wants nothing more.
    var isGone: Bool { gone.load(ordering: .relaxed) }

    /// Whether the last request had a session.
    func note(hasSession: Bool) { if let register, let id { register.note(id, hasSession: hasSession) } }

    func note(isAnswered: Bool) { if let register, let id { register.note(id, isAnswered: isAnswered) } }

    func noteGone() { gone.store(true, ordering: .relaxed) }

    /// Gives its place back.
    func closed() {
        noteGone()
        if let register, let id { register.remove(id) }
    }
}
