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

    /// - Parameters:
    ///   - publicCalls: Where calls go that need no session.
    ///   - sessionCalls: Where calls go that need one.
    func add(to publicCalls: RouterGroup<EngineRequestContext>, _ sessionCalls: RouterGroup<EngineRequestContext>) {
        publicCalls.get(RouterPath(EnginePath.challenge)) { request, _ in
            try AnswerForm(of: request).response(entities: [try challenges.issue()])
        }
        publicCalls.post(RouterPath(EnginePath.verify)) { request, context in
            let answer = try await RequestBodyReader.decode(VerifyRequest.self, from: request)
            let key = try await authenticator.authenticate(answer)
            let grant = try await sessions.issue(for: key, lasting: answer.lifetime)
            context.logger.info("signed in", metadata: ["identity": "\(key.identity)", "fingerprint": "\(key.fingerprint)"])
            return try AnswerForm(of: request).response(entities: [grant])
        }
        sessionCalls.get(RouterPath(EnginePath.inspect)) { _, _ in
            Response(status: .accepted)
        }
    }
}
