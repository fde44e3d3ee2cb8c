import Synchronization

/// Which connections from the network there are, and which one goes when there are too many.
///
/// Who has a session is never the one: it is the connection that has asked for nothing for the longest time, if there is one that isn't
/// being answered. Where everybody has a session the new one isn't taken.
final class ConnectionRegister: Sendable {
    typealias ID = UInt64

    private let maximum: Int
    private let maximumPerAddress: Int
    private let state = Mutex(State())

    private struct Entry {
        let client: ClientAddress?
        let close: @Sendable () -> Void
        /// Greater for what was asked later.
        var lastUse: ID
        var isAnswered = false
        var hasSession = false
    }

    private struct State {
        var entries: [ID: Entry] = [:]
        var counts: [ClientAddress: Int] = [:]
        var next: ID = 0
        var evicted = 0
    }

    /// - Parameters:
    ///   - maximum: How many there may be.
    ///   - maximumPerAddress: How many of one client.
    init(maximum: Int, maximumPerAddress: Int) {
        self.maximum = maximum
        self.maximumPerAddress = maximumPerAddress
    }

    /// Takes a new connection in, and closes another one for it if there are too many.
    ///
    /// - Parameters:
    ///   - client: Whose it is; nil for a proxy that speaks for many, which is bound by the number of all only.
    ///   - close: Closes it.
    /// - Returns: nil if there is no room for it.
    func admit(_ client: ClientAddress?, close: @escaping @Sendable () -> Void) -> ID? {
        let (id, victim) = state.withLock { state -> (ID?, Entry?) in
            var victim: Entry?
            if let client, state.counts[client, default: 0] >= maximumPerAddress {
                guard let found = remove(oneOf: client, &state) else { return (nil, nil) }
                victim = found
            } else if state.entries.count >= maximum {
                guard let found = remove(oneOf: nil, &state) else { return (nil, nil) }
                victim = found
            }
            let id = state.next
            state.next += 1
            state.entries[id] = Entry(client: client, close: close, lastUse: id)
            if let client { state.counts[client, default: 0] += 1 }
            return (id, victim)
        }
        victim?.close()
        return id
    }

    /// Notes that a request is being answered on a connection, or has been.
    func note(_ id: ID, isAnswered: Bool) {
        state.withLock { state in
            guard state.entries[id] != nil else { return }
            state.entries[id]?.isAnswered = isAnswered
            state.entries[id]?.lastUse = state.next
            state.next += 1
        }
    }

    /// Notes whether the last request on a connection had a session.
    func note(_ id: ID, hasSession: Bool) { state.withLock { $0.entries[id]?.hasSession = hasSession } }

    /// Forgets a connection that is closed.
    func remove(_ id: ID) { state.withLock { drop(id, &$0) } }

    /// Whether a new connection would be taken.
    var hasRoom: Bool {
        state.withLock { state in state.entries.count < maximum || state.entries.values.contains { !$0.hasSession } }
    }

    /// How many there are, and how many were closed for others.
    var counts: (open: Int, evicted: Int) { state.withLock { ($0.entries.count, $0.evicted) } }

    /// Takes out who goes: of one client, or of all.
    private func remove(oneOf client: ClientAddress?, _ state: inout State) -> Entry? {
        // The few thousand that there may be are looked through faster than a list in order could be kept at each request.
        let candidates = state.entries.lazy.filter { !$0.value.hasSession && (client == nil || $0.value.client == client) }
        let found = candidates.min { ($0.value.isAnswered ? 1 : 0, $0.value.lastUse) < ($1.value.isAnswered ? 1 : 0, $1.value.lastUse) }
        guard let found else { return nil }
        drop(found.key, &state)
        state.evicted += 1
        return found.value
    }

    private func drop(_ id: ID, _ state: inout State) {
        guard let client = state.entries.removeValue(forKey: id)?.client, let count = state.counts[client] else { return }
        state.counts[client] = count > 1 ? count - 1 : nil
    }
}
