import EngineAPI

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The life of a token: used while it is good, replaced by one sign-in when it isn't, whoever else needs it at the same time.
struct Session: Sendable {
    let tokens: any TokenStore
    let signIn: SignIn
    let configuration: ClientConfiguration
    /// Of this client's tasks one at a time asks the store for its exclusive update; the others find the new token afterwards.
    private let turn = ExclusiveAccess()

    init(tokens: any TokenStore, signIn: SignIn, configuration: ClientConfiguration) {
        self.tokens = tokens
        self.signIn = signIn
        self.configuration = configuration
    }

    /// A token to send.
    ///
    /// - Parameter rejected: A token that the engine has just answered 401 to. Another one that somebody put in its place is used.
    func token(replacing rejected: String? = nil) async throws(EngineClientError) -> String {
        try await mapped {
            if let token = usable(try await tokens.token(), rejected: rejected) { return token }
            return try await turn.withAccess {
                if let token = usable(try await tokens.token(), rejected: rejected) { return token }
                let issued = Issued()
                do {
                    let token = try await tokens.update { kept in
                        if let token = usable(kept, rejected: rejected) { return token }
                        let grant = try await signIn.run(lifetime: configuration.sessionLifetime, because: need(kept, rejected: rejected))
                        await issued.set(grant, replacing: kept)
                        return grant.token
                    }
                    guard let token else { throw EngineClientError(.tokenStoreFailed, "the token store lost the new token") }
                    return token
                } catch {
                    // It is of use for the call at hand, although nobody will find it afterwards.
                    guard let grant = await issued.grant, let onUnkeptToken = configuration.onUnkeptToken else { throw error }
                    onUnkeptToken(error)
                    return grant.token
                }
            }
        }
    }

    /// Signs in anew, whatever token there is, and keeps the new one; the session that nobody has a token of any more is ended.
    func renew(lifetime: GoDuration?) async throws(EngineClientError) -> SessionGrant {
        try await mapped {
            try await turn.withAccess {
                let issued = Issued()
                do {
                    try await tokens.update { kept in
                        let grant = try await signIn.run(lifetime: lifetime)
                        await issued.set(grant, replacing: kept)
                        return grant.token
                    }
                } catch {
                    guard let grant = await issued.grant else { throw error }
                    await end(grant.token)
                    throw EngineClientError(
                        .tokenStoreFailed,
                        "the session that \(signIn.transport.address) granted can't be kept, and was ended: \(error)", underlying: error)
                }
                guard let grant = await issued.grant else {
                    throw EngineClientError(.tokenStoreFailed, "the token store didn't ask for a new token")
                }
                if let replaced = await issued.replaced { await end(replaced) }
                return grant
            }
        }
    }

    /// Ends a session that is of no more use. Where the engine can't be told, it ends with its time.
    private func end(_ token: String) async {
        guard isSendable(token), let claims = TokenClaims(unverifiedToken: token), claims.expiresAt > Int64(Date().timeIntervalSince1970)
        else { return }
        try? await signIn.end(token)
    }

    /// The quick check: a subject, and not close to its end.
    ///
    /// Close is a tenth of the token's life, and a minute at most, so that no token ends between the check and the engine's. Where a token
    /// doesn't say when it began, the shortest life there is counts, which is a minute.
    private func usable(_ token: String?, rejected: String?) -> String? {
        guard let token, token != rejected, isSendable(token), let claims = TokenClaims(unverifiedToken: token), !claims.subject.isEmpty
        else { return nil }
        let end = Double(claims.expiresAt)
        let life = claims.issuedAt.map { end - Double($0) } ?? 60
        let margin = min(max(life / 10, 0), 60)
        return Date(timeIntervalSince1970: end).timeIntervalSinceNow > margin ? token : nil
    }

    /// Why a token that isn't usable isn't.
    private func need(_ kept: String?, rejected: String?) -> SignInNeed {
        guard let kept, !kept.isEmpty else { return .noSession }
        if kept == rejected { return .sessionRefused }
        return TokenClaims(unverifiedToken: kept) == nil ? .unreadableToken : .sessionExpired
    }

    private func mapped<R>(_ body: () async throws -> R) async throws(EngineClientError) -> R {
        do {
            return try await body()
        } catch let error as EngineClientError {
            throw error
        } catch is CancellationError {
            throw EngineClientError(.cancelled, "cancelled")
        } catch {
            throw EngineClientError(.tokenStoreFailed, "\(error)", underlying: error)
        }
    }

    /// Carries the grant out of a store's update, which gives its token only, and the token that it replaces.
    private actor Issued {
        private(set) var grant: SessionGrant?
        private(set) var replaced: String?
        func set(_ grant: SessionGrant, replacing token: String?) { (self.grant, replaced) = (grant, token) }
    }
}

/// Whether a token can stand in a header: printable ASCII without spaces, and not endless.
func isSendable(_ token: String) -> Bool {
    !token.isEmpty && token.utf8.count <= 16 << 10 && token.utf8.allSatisfy { (0x21...0x7E).contains($0) }
}
