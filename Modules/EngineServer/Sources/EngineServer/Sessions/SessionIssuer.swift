import AuthorizedKeys
import CryptoBackend
import EngineAPI
import JWTKit

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Makes the tokens of sessions and verifies them (RFC 7519, RFC 7515 §3.1).
public struct SessionIssuer: Sendable {
    /// How long a session may be asked to last, in seconds: one minute to 24 hours.
    public static let lifetimes: ClosedRange<Int64> = 60...86_400
    /// How long one lasts otherwise, in seconds.
    public static let defaultLifetime: Int64 = 3600

    private let key: any JWTAlgorithm
    private let random: any RandomSource
    let clock: EngineClock

    /// - Parameters:
    ///   - key: What signs the tokens.
    ///   - random: Where the tokens' identifiers come from.
    public init(key: TokenSigningKey, random: any RandomSource, clock: EngineClock) {
        self.key = key.key
        self.random = random
        self.clock = clock
    }

    /// How long a session lasts that was asked to last so long, in seconds.
    public static func lifetime(asked: GoDuration?) -> Int64 {
        guard let asked, asked >= GoDuration(seconds: lifetimes.lowerBound), asked <= GoDuration(seconds: lifetimes.upperBound) else {
            return defaultLifetime
        }
        return asked.seconds
    }

    /// Begins a session.
    ///
    /// - Parameters:
    ///   - registration: The key that signed in.
    ///   - asked: How long it shall last: out of ``lifetimes`` or left out means ``defaultLifetime``.
    /// - Throws: What the signing library fails with.
    public func issue(for registration: RegisteredKey, lasting asked: GoDuration?) async throws -> SessionGrant {
        let now = clock.secondsSince1970
        // A session ends with its key.
        let expiry = min(now + SessionIssuer.lifetime(asked: asked), registration.expiresAt ?? .max)
        let claims = TokenClaims(
            subject: registration.identity, expiresAt: expiry, issuedAt: now, id: Base64URL.encode(try random.randomBytes(count: 16)),
            identity: registration.identity, registration: registration.registration, permissions: registration.permissions)

        let serializer = DefaultJWTSerializer()
        let header = try await serializer.makeHeader(from: JWTHeader(), key: key)
        let input =
            Base64URL.encode(try JSONEncoder().encode(header)) + "."
            + String(decoding: try serializer.serialize(SessionPayload(claims: claims), header: header), as: UTF8.self)
        let token = input + "." + Base64URL.encode(try key.sign(Array(input.utf8)))
        return SessionGrant(token: token, permissions: registration.permissions, expiresAt: expiry)
    }

    /// The claims of a token that this engine signed and that hasn't expired; nil for anything else.
    ///
    /// Only the engine's own algorithm is taken, whatever the token's header asks for.
    public func claims(of token: String) -> TokenClaims? {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let signature = Base64URL.decode(parts[2]),
            (try? key.verify(signature, signs: Array((parts[0] + "." + parts[1]).utf8))) == true,
            let (header, payload, _) = try? DefaultJWTParser().parse(Array(token.utf8), as: SessionPayload.self),
            header.alg == key.name, payload.claims.expiresAt > clock.secondsSince1970
        else { return nil }
        return payload.claims
    }
}

/// The claims as jwt-kit takes them: its own check of them would go by another clock than the engine's.
private struct SessionPayload: JWTPayload {
    let claims: TokenClaims

    init(claims: TokenClaims) { self.claims = claims }

    init(from decoder: any Decoder) throws { claims = try TokenClaims(from: decoder) }

    func encode(to encoder: any Encoder) throws { try claims.encode(to: encoder) }

    func verify(using algorithm: some JWTAlgorithm) async throws {}
}
