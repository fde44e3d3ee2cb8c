import AuthorizedKeys
import EngineAPI
import HTTPTypes
import Hummingbird
import Logging

/// The calls that sign in: `/api/auth/`.
struct AuthenticationRoutes: Sendable {
    let challenges: ChallengeIssuer
    let authenticator: Authenticator
    let sessions: SessionIssuer
    let store: any KeyStore
    let ended: any EndedSessions
    let clock: EngineClock
    let audit: AuditLog

    /// - Parameters:
    ///   - publicCalls: Where calls go that need no session.
    ///   - sessionCalls: Where calls go that need one.
    func add(to publicCalls: RouterGroup<EngineRequestContext>, _ sessionCalls: RouterGroup<EngineRequestContext>) {
        publicCalls.get(RouterPath(EnginePath.challenge)) { request, _ in
            AnswerForm(of: request).response(entity: try challenges.issue())
        }
        publicCalls.post(RouterPath(EnginePath.verify)) { request, context in
            let answer = try await RequestBodyReader.decode(VerifyRequest.self, from: request)
            let key: RegisteredKey
            do throws(SignInRefusal) {
                key = try await authenticator.decide(answer, from: context.peer.address)
            } catch {
                try audit.record(
                    context.event(
                        .signInFailed, fingerprint: error.key?.fingerprint, identity: error.key?.identity, reason: error.reason))
                throw error.failure
            }
            let grant = try await sessions.issue(for: key, lasting: answer.lifetime)
            try audit.record(context.event(.signIn, fingerprint: key.fingerprint, identity: key.identity))
            await store.noteSignIn(LastSignIn(at: clock.secondsSince1970, from: context.peer.address ?? LastSignIn.socket), of: key)
            context.logger.debug("signed in", metadata: ["identity": "\(key.identity)", "fingerprint": "\(key.fingerprint)"])
            return AnswerForm(of: request).response(entity: grant)
        }
        sessionCalls.get(RouterPath(EnginePath.inspect)) { _, _ in
            Response(status: .accepted)
        }
        sessionCalls.post(RouterPath(EnginePath.logout)) { request, context in
            let session = try context.requireSession()
            guard let claims = session.claims, let id = claims.id else {
                throw EngineFailure.badRequest("There is no session to end: who reaches the engine's socket needs none.")
            }
            let event = context.event(.sessionEnded, fingerprint: session.fingerprint, identity: claims.subject, reason: "signed out")
            try audit.record(event)
            do {
                try await ended.end(id, until: claims.expiresAt, now: clock.secondsSince1970)
            } catch {
                var failed = event
                failed.kind = .changeFailed
                failed.reason = (error as? KeyStoreError)?.code.description ?? "failed"
                try audit.record(failed)
                throw EngineFailure.unavailable("The session can't be ended now. Try again.")
            }
            context.logger.info("signed out", metadata: ["identity": "\(claims.subject)"])
            return try AnswerForm(of: request).response()
        }
    }
}
