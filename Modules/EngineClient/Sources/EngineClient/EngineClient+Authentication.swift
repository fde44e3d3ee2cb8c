import EngineAPI

extension EngineClient {
    /// Asks for something to sign (`GET /api/auth/challenge/`). ``signIn(lifetime:)`` does all of it.
    public func challenge() async throws(EngineClientError) -> Challenge {
        try await withinDeadline { try await self.session.signIn.challenge() }
    }

    /// Answers a challenge (`POST /api/auth/verify/`). ``signIn(lifetime:)`` does all of it.
    public func verify(_ request: VerifyRequest) async throws(EngineClientError) -> SessionGrant {
        try await withinDeadline { try await self.session.signIn.verify(request).0 }
    }

    /// Signs in, whether or not there is a good token, and keeps the new one in the token store. The session that it replaces there is ended,
    /// if the engine can be told; one that can't be kept is ended too.
    ///
    /// Over a Unix socket, where calls need no token, this signs in too, and the token isn't kept.
    ///
    /// - Parameter lifetime: How long the session should last, 1 minute to 24 hours; nil for what the configuration says.
    /// - Throws: ``EngineClientError``, `tokenStoreFailed` where the token can't be kept.
    public func signIn(lifetime: GoDuration? = nil) async throws(EngineClientError) -> SessionGrant {
        let lifetime = lifetime ?? configuration.sessionLifetime
        return try await withinDeadline {
            self.address.isSocket
                ? try await self.session.signIn.run(lifetime: lifetime) : try await self.session.renew(lifetime: lifetime)
        }
    }

    /// A token that the engine takes at this moment: the kept one if the engine says that it is good, else one of a new session.
    ///
    /// - Returns: nil over a Unix socket, where there is none.
    public func token() async throws(EngineClientError) -> String? {
        try await withinDeadline {
            guard !self.address.isSocket else { return nil }
            return try await self.perform(.get(EnginePath.inspect, form: .statusOnly), of: NoEntity.self) { _ in }
        }
    }

    /// Asks the engine whether a token is good (`GET /api/auth/inspect/`).
    ///
    /// - Parameter token: The token; it isn't taken from the store, and a bad one isn't replaced.
    /// - Returns: false where the engine says 401.
    public func inspect(_ token: String) async throws(EngineClientError) -> Bool {
        guard isSendable(token) else { return false }
        return try await withinDeadline {
            do throws(EngineClientError) {
                let engineTime = try await self.transport.exchange(
                    .get(EnginePath.inspect, form: .statusOnly), of: NoEntity.self, token: token
                ) { _ in }
                self.configuration.tell(engineTime.map { ClockDifference(address: self.address, engineTime: $0) })
                return true
            } catch {
                guard error.isUnauthorized else { throw error }
                return false
            }
        }
    }

    /// Ends the session (`POST /api/auth/logout/`), and takes its token out of the token store. Without one, or over a Unix socket, there is
    /// none to end; the client doesn't sign in in order to sign out.
    ///
    /// - Throws: ``EngineClientError`` where the engine doesn't end the session. The token is kept then, unless the engine is an older one
    ///   that ends none: it answers 404, and the token, which is good until it expires, is forgotten here.
    public func signOut() async throws(EngineClientError) {
        guard !address.isSocket else { return }
        try await withinDeadline {
            guard let token = try await self.kept({ try await $0.token() }) else { return }
            var refusal: EngineClientError?
            if isSendable(token) {
                do throws(EngineClientError) {
                    try await self.session.signIn.end(token)
                } catch {
                    guard error.isUnauthorized || error.status == 404 else { throw error }
                    if !error.isUnauthorized { refusal = error }
                }
            }
            // Another process may have signed in meanwhile: its token stays.
            _ = try await self.kept { try await $0.update { $0 == token ? nil : $0 } }
            if let refusal { throw refusal }
        }
    }

    /// What the token store does, its failures in this client's words.
    private func kept<R>(_ body: (any TokenStore) async throws -> R) async throws(EngineClientError) -> R {
        do { return try await body(session.tokens) } catch {
            throw EngineClientError(.tokenStoreFailed, "\(error)", underlying: error)
        }
    }
}
