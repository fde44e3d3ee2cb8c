import CryptoBackend
import Synchronization

/// The backend's handles of the public keys that were last verified with: a bounded number, the oldest one goes first.
final class PublicKeyHandles: Sendable {
    private let backend: any RSAOperations
    private let capacity: Int
    private let state = Mutex(State())

    private struct State {
        var handles: [String: any RSAPublicKeyHandle] = [:]
        /// The fingerprints in the order in which they came, as a ring.
        var order: [String] = []
        var next = 0
    }

    init(backend: any RSAOperations, capacity: Int) {
        self.backend = backend
        self.capacity = capacity
    }

    /// The handle of a key, made when it isn't there.
    ///
    /// - Throws: `CryptoError` if the backend doesn't take the key.
    func handle(for key: RSAPublicKey, fingerprint: String) throws(CryptoError) -> any RSAPublicKeyHandle {
        if let handle = state.withLock({ $0.handles[fingerprint] }) { return handle }
        // Made outside the lock: two tasks may both make one, and either serves.
        let handle = try backend.makePublicKeyHandle(for: key)
        state.withLock { state in
            guard state.handles.updateValue(handle, forKey: fingerprint) == nil else { return }
            if state.order.count < capacity {
                state.order.append(fingerprint)
            } else {
                state.handles[state.order[state.next]] = nil
                state.order[state.next] = fingerprint
                state.next = (state.next + 1) % capacity
            }
        }
        return handle
    }

    /// How many handles are kept.
    var count: Int { state.withLock { $0.handles.count } }
}
