/// The management of an engine's keys: over the wire, or in the engine's own process. Who calls it doesn't know which.
public protocol KeyAdministration: Sendable {
    /// The registered keys, in the order of their registration.
    ///
    /// - Parameter includingDisabled: Whether keys that are disabled are among them.
    /// - Throws: ``EngineFailure`` where the engine refuses; over the wire also what the connection fails with.
    func keys(includingDisabled: Bool) async throws -> [KeyRecord]

    /// Registers a public key.
    ///
    /// - Throws: ``EngineFailure``: 400 for what is no RSA public key of at least 2048 bits, an identity or a permission that can't be, 409 for a
    ///   key or an identity that is registered already.
    func register(_ request: KeyRegistrationRequest) async throws -> KeyRegistration

    /// Changes a key. Its sessions go by what it is now with their next request.
    ///
    /// - Parameter force: Also if no other enabled key could then manage keys for as long as this one can.
    /// - Returns: The key as it is now.
    /// - Throws: ``EngineFailure``: 400 for what can't be, 404 for a key that isn't registered, 409 for an identity that is taken or the last key
    ///   with `MASTER`.
    func change(_ key: KeySelector, to change: KeyChange, force: Bool) async throws -> KeyRecord

    /// Removes a key. Its sessions end with their next request.
    ///
    /// - Parameter force: Also if no other enabled key has `MASTER` without `READ_ONLY`, so that nobody could manage keys any more.
    /// - Throws: ``EngineFailure``: 404 for a key that isn't registered, 409 for the last one with `MASTER`.
    func unregister(_ key: KeySelector, force: Bool) async throws
}
