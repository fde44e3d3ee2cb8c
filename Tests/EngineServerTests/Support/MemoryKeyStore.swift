import AuthorizedKeys
import CryptoBackend
import EngineAPI
import Synchronization

/// Keys in memory, and a count of how they were looked for.
final class MemoryKeyStore: KeyStore {
    struct State {
        var keys: [RegisteredKey] = []
        var lookUps = 0
        var searches = 0
        var signIns: [String: LastSignIn] = [:]
        var isBroken = false
    }

    let state = Mutex(State())

    init(_ keys: [RegisteredKey] = []) {
        state.withLock { $0.keys = keys }
    }

    func registeredKeys() async throws(KeyStoreError) -> [RegisteredKey] { try look { $0.keys } }

    func registeredKey(fingerprint: String) async throws(KeyStoreError) -> RegisteredKey? {
        try look { state in
            state.lookUps += 1
            return state.keys.first { $0.fingerprint == fingerprint }
        }
    }

    func registeredKey(registration: String) async throws(KeyStoreError) -> RegisteredKey? {
        try look { state in state.keys.first { $0.registration == registration } }
    }

    func candidates(modulusLength: Int, limit: Int) async throws(KeyStoreError) -> [RegisteredKey] {
        try look { state in
            state.searches += 1
            return Array(state.keys.filter { !$0.isDisabled && $0.key.modulusLength == modulusLength }.prefix(limit))
        }
    }

    func find(_ selector: KeySelector) async throws(KeyStoreError) -> RegisteredKey {
        let found = try look { state in state.keys.first { selector == .identity($0.identity) || selector == .key($0.fingerprint) } }
        guard let found else { throw KeyStoreError(.noSuchKey, "there is no such key") }
        return found
    }

    func noteSignIn(_ signIn: LastSignIn, of key: RegisteredKey) async { state.withLock { $0.signIns[key.fingerprint] = signIn } }

    func lastSignIns(of keys: [RegisteredKey]) async throws(KeyStoreError) -> [String: LastSignIn] { try look { $0.signIns } }

    func flush() async {}

    func add(_ key: RegisteredKey) async throws(KeyStoreError) { try look { $0.keys.append(key) } }

    func change(
        _ selector: KeySelector, force: Bool, _ edit: @escaping @Sendable (RegisteredKey) -> RegisteredKey
    ) async throws(KeyStoreError) -> RegisteredKey {
        let changed = try look { state -> RegisteredKey? in
            guard let index = state.keys.firstIndex(where: { selector == .identity($0.identity) || selector == .key($0.fingerprint) })
            else { return nil }
            state.keys[index] = edit(state.keys[index])
            return state.keys[index]
        }
        guard let changed else { throw KeyStoreError(.noSuchKey, "there is no such key") }
        return changed
    }

    func remove(_ selector: KeySelector, force: Bool) async throws(KeyStoreError) -> RegisteredKey {
        let removed = try look { state -> RegisteredKey? in
            guard let index = state.keys.firstIndex(where: { selector == .identity($0.identity) || selector == .key($0.fingerprint) })
            else { return nil }
            return state.keys.remove(at: index)
        }
        guard let removed else { throw KeyStoreError(.noSuchKey, "there is no such key") }
        return removed
    }

    private func look<R>(_ body: (inout State) -> R) throws(KeyStoreError) -> R {
        let result: R? = state.withLock { state in state.isBroken ? nil : body(&state) }
        guard let result else { throw KeyStoreError(.storage, "the disk is gone") }
        return result
    }
}
