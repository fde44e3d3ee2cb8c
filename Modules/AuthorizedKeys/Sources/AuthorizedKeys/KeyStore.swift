import EngineAPI

/// Where an engine keeps the keys that may sign in.
///
/// Several processes may use one store at once: each call sees what the others have done before it, and a change is all there or not at
/// all. Whatever a change answers with success is on stable storage.
public protocol KeyStore: Sendable {
    /// Every key, disabled ones included, in the order of registration.
    ///
    /// - Throws: ``KeyStoreError``.
    func registeredKeys() async throws(KeyStoreError) -> [RegisteredKey]

    /// The key with that OpenSSH fingerprint: one look-up, however many keys there are.
    ///
    /// - Throws: ``KeyStoreError``.
    func registeredKey(fingerprint: String) async throws(KeyStoreError) -> RegisteredKey?

    /// The key with that id of a registration: one look-up; every request of a session makes it.
    ///
    /// - Throws: ``KeyStoreError``.
    func registeredKey(registration: String) async throws(KeyStoreError) -> RegisteredKey?

    /// The key that a change would be made of.
    ///
    /// - Parameter selector: By its identity, or by its fingerprint.
    /// - Throws: ``KeyStoreError`` with `noSuchKey`, as the change would.
    func find(_ selector: KeySelector) async throws(KeyStoreError) -> RegisteredKey

    /// The enabled keys under which a signature of that length could verify: newly registered and most recently used first.
    ///
    /// - Parameters:
    ///   - modulusLength: The length of the signature, and of the modulus, in bytes.
    ///   - limit: How many at the most.
    /// - Throws: ``KeyStoreError``.
    func candidates(modulusLength: Int, limit: Int) async throws(KeyStoreError) -> [RegisteredKey]

    /// Notes that a key has just signed in, for ``lastSignIns(of:)`` and for the order of ``candidates(modulusLength:limit:)``.
    ///
    /// It waits for no storage: a sign-in of the last seconds may be forgotten when the process is killed.
    func noteSignIn(_ signIn: LastSignIn, of key: RegisteredKey) async

    /// When and from where keys last signed in. A change of a key keeps it; a key that is registered anew begins without.
    ///
    /// - Returns: By their fingerprints, those that have signed in.
    /// - Throws: ``KeyStoreError``.
    func lastSignIns(of keys: [RegisteredKey]) async throws(KeyStoreError) -> [String: LastSignIn]

    /// Waits until what was noted is on stable storage, if that takes it: an engine that stops as it should forgets nothing.
    func flush() async

    /// Adds a key.
    ///
    /// - Throws: ``KeyStoreError`` with `keyIsRegistered`, `identityIsTaken` or `notStorable`, decided in one step with the change.
    func add(_ key: RegisteredKey) async throws(KeyStoreError)

    /// Changes a key.
    ///
    /// - Parameters:
    ///   - selector: By its identity, or by its fingerprint.
    ///   - force: Also if no key could then manage keys for as long as one can now.
    ///   - edit: What the key becomes; of the same key and fingerprint. It may be called more than once.
    /// - Returns: What it has become.
    /// - Throws: ``KeyStoreError`` with `noSuchKey`, `identityIsTaken`, `isLastMaster` or `notStorable`, decided in one step with the change.
    func change(
        _ selector: KeySelector, force: Bool, _ edit: @escaping @Sendable (RegisteredKey) -> RegisteredKey
    ) async throws(KeyStoreError) -> RegisteredKey

    /// Removes a key.
    ///
    /// - Parameters:
    ///   - selector: By its identity, or by its fingerprint; a key's text is resolved before it comes here.
    ///   - force: Also the last enabled key that may change keys.
    /// - Returns: What was removed.
    /// - Throws: ``KeyStoreError`` with `noSuchKey` or `isLastMaster`, decided in one step with the change.
    func remove(_ selector: KeySelector, force: Bool) async throws(KeyStoreError) -> RegisteredKey
}
