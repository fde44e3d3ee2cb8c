import AuthorizedKeys
import EngineAPI

/// Tells at every request whether a session still is one: a token alone doesn't make it.
public struct SessionChecker: Sendable {
    private let issuer: SessionIssuer
    private let store: any KeyStore

    public init(issuer: SessionIssuer, store: any KeyStore) {
        self.issuer = issuer
        self.store = store
    }

    /// The session of a token.
    ///
    /// - Throws: `EngineFailure`: 401 if the token isn't this engine's or has expired, or if the key's registration is gone or disabled; 500
    ///   if the keys can't be read.
    public func session(token: String) async throws(EngineFailure) -> Session {
        guard let claims = issuer.claims(of: token), let registration = claims.registration else {
            throw .unauthorized("The session has expired or isn't one of this engine. Sign in again.")
        }
        let key: RegisteredKey?
        do {
            key = try await store.registeredKey(registration: registration)
        } catch {
            throw .internalError("The engine can't read its registered keys.")
        }
        guard let key, !key.isDisabled else {
            throw .unauthorized("The session has ended, for its key isn't registered with this engine any more.")
        }
        return Session(claims: claims, permissions: key.permissions)
    }
}
