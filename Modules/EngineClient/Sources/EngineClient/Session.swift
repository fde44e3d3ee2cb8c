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
                let token = try await tokens.update { kept in
                    if let token = usable(kept, rejected: rejected) { return token }
                    return try await signIn.run(lifetime: configuration.sessionLifetime, because: need(kept, rejected: rejected)).token
                }
                guard let token else { throw EngineClientError(.tokenStoreFailed, "the new token can't be kept") }
                return token
            }
        }
    }

    /// Signs in anew, whatever token there is, and keeps the new one.
    func renew(lifetime: GoDuration?) async throws(EngineClientError) -> SessionGrant {
        try await mapped {
            try await turn.withAccess {
                let issued = Issued()
                try await tokens.update { _ in
                    let grant = try await signIn.run(lifetime: lifetime)
                    await issued.set(grant)
                    return grant.token
                }
                guard let grant = await issued.grant else { throw EngineClientError(.tokenStoreFailed, "the new token can't be kept") }
                return grant
            }
        }
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

    /// Carries the grant out of a store's update, which gives its token only.
    private actor Issued {
        private(set) var grant: SessionGrant?
        func set(_ grant: SessionGrant) { self.grant = grant }
    }
}

/// Whether a token can stand in a header: printable ASCII without spaces, and not endless.
func isSendable(_ token: String) -> Bool {
    !token.isEmpty && token.utf8.count <= 16 << 10 && token.utf8.allSatisfy { (0x21...0x7E).contains($0) }
}
