import AuthorizedKeys
import EngineAPI
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The keys of tokens: `GET /.well-known/jwks.json` for the services that verify them, `POST /api/engine/rotate/` for whoever changes them.
struct TokenKeyRoutes: Sendable {
    /// What may keep the set, and for how long. A change is seen in time by who asks again for a key that it doesn't know, as it should, and
    /// minutes later by who doesn't.
    static let cacheControl = "public, max-age=300"

    let keys: TokenKeys
    let clock: EngineClock
    let audit: AuditLog

    /// - Parameters:
    ///   - publicCalls: Where calls go that need no session.
    ///   - sessionCalls: Where calls go that need one.
    func add(to publicCalls: RouterGroup<EngineRequestContext>, _ sessionCalls: RouterGroup<EngineRequestContext>) {
        publicCalls.get(RouterPath(EnginePath.jwks)) { _, _ in
            let set = TokenJWKSet(keys: keys.publicKeys(now: clock.secondsSince1970).map(\.jwk))
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return Response(
                status: .ok, headers: [.contentType: "application/jwk-set+json", .cacheControl: TokenKeyRoutes.cacheControl],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: try encoder.encode(set))))
        }
        sessionCalls.post(RouterPath(EnginePath.rotate)) { request, context in
            try context.requireManagement(of: "the token key")
            let form = AnswerForm(of: request)
            do {
                let rotation = try await keys.rotate(clock: clock) { new, old in
                    try audit.record(context.event(.tokenKeyRotated, reason: "key \(new) after \(old)"))
                }
                context.logger.info("changed the token key", metadata: ["kid": "\(rotation.keyID)"])
                return try form.response(entities: [rotation])
            } catch TokenKeyRotationError.tooMany(let time) {
                let message =
                    "The token key was changed \(TokenKeys.maximumRetired) times within a day, and sessions of each of those keys may last. "
                    + "Try again at \(Timestamp.text(time))."
                return try form.response(
                    EngineFailure(code: 429, message: message), headers: [.retryAfter: "\(max(1, time - clock.secondsSince1970))"])
            } catch TokenKeyRotationError.failed(let reason) {
                context.logger.error("\(reason)")
                try audit.record(context.event(.changeFailed, reason: "\(AuditEvent.Kind.tokenKeyRotated.name): \(reason)"))
                throw EngineFailure.unavailable("The token key can't be changed now. The engine's log says why.")
            }
        }
    }
}
