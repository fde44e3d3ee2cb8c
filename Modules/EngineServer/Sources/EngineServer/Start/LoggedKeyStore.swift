import AuthorizedKeys
import EngineAPI
import Logging

/// Tells the log why the keys can't be read or written: a client is told only that it is so.
struct LoggedKeyStore: KeyStore {
    let store: any KeyStore
    let logger: Logger

    func registeredKeys() async throws(KeyStoreError) -> [RegisteredKey] {
        do { return try await store.registeredKeys() } catch { throw logged(error) }
    }

    func registeredKey(fingerprint: String) async throws(KeyStoreError) -> RegisteredKey? {
        do { return try await store.registeredKey(fingerprint: fingerprint) } catch { throw logged(error) }
    }

    func registeredKey(registration: String) async throws(KeyStoreError) -> RegisteredKey? {
        do { return try await store.registeredKey(registration: registration) } catch { throw logged(error) }
    }

    func candidates(modulusLength: Int, limit: Int) async throws(KeyStoreError) -> [RegisteredKey] {
        do { return try await store.candidates(modulusLength: modulusLength, limit: limit) } catch { throw logged(error) }
    }

    func find(_ selector: KeySelector) async throws(KeyStoreError) -> RegisteredKey {
        do { return try await store.find(selector) } catch { throw logged(error) }
    }

    func noteSignIn(_ signIn: LastSignIn, of key: RegisteredKey) async { await store.noteSignIn(signIn, of: key) }

    func lastSignIns(of keys: [RegisteredKey]) async throws(KeyStoreError) -> [String: LastSignIn] {
        do { return try await store.lastSignIns(of: keys) } catch { throw logged(error) }
    }

    func flush() async { await store.flush() }

    func add(_ key: RegisteredKey) async throws(KeyStoreError) {
        do { try await store.add(key) } catch { throw logged(error) }
    }

    func change(
        _ selector: KeySelector, force: Bool, _ edit: @escaping @Sendable (RegisteredKey) -> RegisteredKey
    ) async throws(KeyStoreError) -> RegisteredKey {
        do { return try await store.change(selector, force: force, edit) } catch { throw logged(error) }
    }

    func remove(_ selector: KeySelector, force: Bool) async throws(KeyStoreError) -> RegisteredKey {
        do { return try await store.remove(selector, force: force) } catch { throw logged(error) }
    }

    private func logged(_ error: KeyStoreError) -> KeyStoreError {
        if error.code == .storage { logger.error("\(error.message)") }
        return error
    }
}
