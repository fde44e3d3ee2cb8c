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

    private let keys: TokenKeys
    private let random: any RandomSource
    let clock: EngineClock

    /// - Parameters:
    ///   - keys: What signs the tokens, and what has signed them.
    ///   - random: Where the tokens' identifiers come from.
    public init(keys: TokenKeys, random: any RandomSource, clock: EngineClock) {
        self.keys = keys
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
        let (key, keyExpiry) = keys.signing()
        // A session ends with its key, and no token outlives what verifies it.
        let expiry = min(now + SessionIssuer.lifetime(asked: asked), registration.expiresAt ?? .max, keyExpiry ?? .max)
        let claims = TokenClaims(
            subject: registration.identity, expiresAt: expiry, issuedAt: now, id: Base64URL.encode(try random.randomBytes(count: 16)),
            identity: registration.identity, registration: registration.registration, permissions: registration.permissions)

        var payload = JSONObjectWriter()
        claims.write(to: &payload)
        let input = key.publicKey.header + "." + Base64URL.encode(payload.finished())
        let token = input + "." + Base64URL.encode(try key.signature(of: Array(input.utf8)))
        return SessionGrant(token: token, permissions: registration.permissions, expiresAt: expiry)
    }

    /// The claims of a token that this engine signed and that hasn't expired; nil for anything else.
    ///
    /// The header's `kid` says which of the engine's keys is asked, and that key's own algorithm is taken, whatever the header asks for. A
    /// token without one, of an engine before there were any, may be of each key.
    public func claims(of token: String) -> TokenClaims? {
        let now = clock.secondsSince1970
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let signature = Base64URL.decode(parts[2]),
            let header = Base64URL.decode(parts[0]).flatMap({ try? JSONDecoder().decode(JWTHeader.self, from: Data($0)) })
        else { return nil }
        let message = Array((parts[0] + "." + parts[1]).utf8)
        let isSigned = candidates(for: header, now: now).contains { key in
            header.alg == key.algorithm.name && key.isValid(signature, of: message)
        }
        guard isSigned,
            let claims = TokenClaims(unverifiedToken: token), claims.expiresAt > now
        else { return nil }
        return claims
    }

    /// The keys that can have signed a token with this header.
    private func candidates(for header: JWTHeader, now: Int64) -> [TokenPublicKey] {
        let known = keys.publicKeys(now: now)
        switch header.fields["kid"] {
        case nil: return known
        case .string(let id)?: return known.filter { $0.id == id }
        case _?: return []
        }
    }
}
