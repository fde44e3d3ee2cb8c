import AuthorizedKeys
import EngineAPI

/// Tells at every request whether a session still is one: a token alone doesn't make it.
public struct SessionChecker: Sendable {
    private let issuer: SessionIssuer
    private let store: any KeyStore
    private let ended: any EndedSessions

    /// - Parameters:
    ///   - issuer: Who issued the tokens.
    ///   - store: Whose sessions there may be.
    ///   - ended: Which of them were ended before their time.
    public init(issuer: SessionIssuer, store: any KeyStore, ended: any EndedSessions) {
        self.issuer = issuer
        self.store = store
        self.ended = ended
    }

    /// The session of a token.
    ///
    /// - Parameters:
    ///   - token: The JWT.
    ///   - address: Whence the request came, an IP address as text.
    /// - Throws: `EngineFailure`: 401 if the token isn't this engine's, has expired or was signed out with, or if the key's registration is
    ///   gone or disabled; 500 if the keys can't be read.
    public func session(token: String, from address: String?) async throws(EngineFailure) -> Session {
        guard let claims = issuer.claims(of: token), let registration = claims.registration, let id = claims.id else {
            throw .unauthorized("The session has expired or isn't one of this engine. Sign in again.")
        }
        let key: RegisteredKey?
        do {
            guard try await !ended.hasEnded(id) else { throw EngineFailure.unauthorized("The session was ended. Sign in again.") }
            key = try await store.registeredKey(registration: registration)
        } catch let failure as EngineFailure {
            throw failure
        } catch {
            throw .internalError("The engine can't read its registered keys.")
        }
        guard let key, !key.isDisabled else {
            throw .unauthorized("The session has ended, for its key isn't registered with this engine any more.")
        }
        guard !key.hasExpired(at: issuer.clock.secondsSince1970) else {
            throw .unauthorized("The session has ended, for its key has expired.")
        }
        guard key.isAllowed(from: address) else {
            throw .unauthorized("The session's key may not be used from this address.")
        }
        return Session(claims: claims, fingerprint: key.fingerprint, permissions: key.permissions)
    }
}
