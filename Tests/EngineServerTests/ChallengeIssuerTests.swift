import CryptoBackend
import EngineAPI
import OpenSSLBackend
import Testing

@testable import EngineServer

@Suite struct ChallengeIssuerTests {
    let time = ManualClock()

    func issuer() throws -> ChallengeIssuer {
        try ChallengeIssuer(backend: try OpenSSLBackend(), lifetime: .seconds(60), clock: time.clock)
    }

    @Test func opensItsOwnChallengeWithTheSameNonce() throws {
        let issuer = try issuer()
        let challenge = try issuer.issue()
        #expect(try issuer.openChallenge(identity: challenge.identity)?.nonce == challenge.nonce)
        #expect(challenge.lifetime.description == "1m0s")
    }

    /// Every client of this project signs it, and it is what the interface says: 43 characters of base64url.
    @Test func nonceIsOneThatClientsSign() throws {
        let issuer = try issuer()
        for _ in 0..<100 {
            let nonce = try issuer.issue().nonce
            #expect(nonce.utf8.count == 43)
            #expect(try Nonce.bytesToSign(nonce) == Array(nonce.utf8))
        }
    }

    @Test func challengesDiffer() throws {
        let issuer = try issuer()
        let challenges = try (0..<100).map { _ in try issuer.issue() }
        #expect(Set(challenges.map(\.identity)).count == 100)
        #expect(Set(challenges.map(\.nonce)).count == 100)
    }

    @Test func refusesEveryAlteredByte() throws {
        let issuer = try issuer()
        let bytes = try #require(Base64URL.decode(try issuer.issue().identity))
        for index in bytes.indices {
            var forged = bytes
            forged[index] ^= 1
            #expect(try issuer.openChallenge(identity: Base64URL.encode(forged)) == nil, "byte \(index)")
        }
    }

    @Test func refusesWhatIsNoChallenge() throws {
        let issuer = try issuer()
        let identity = try issuer.issue().identity
        for text in [
            "", "x", identity + "A", identity + "=", String(identity.dropLast()), String(repeating: "A", count: identity.count),
            String(repeating: "é", count: identity.count), String(repeating: "A", count: 1_000_000), "your-key-identity",
        ] {
            #expect(try issuer.openChallenge(identity: text) == nil)
        }
    }

    /// The secret isn't stored: an engine that was restarted knows none of the old challenges.
    @Test func refusesAnotherEnginesChallenge() throws {
        let identity = try issuer().issue().identity
        #expect(try issuer().openChallenge(identity: identity) == nil)
    }

    @Test func expiresOnTheMonotonicClock() throws {
        let issuer = try issuer()
        time.advance(seconds: 5)
        let identity = try issuer.issue().identity
        time.advance(seconds: 59)
        #expect(try issuer.openChallenge(identity: identity)?.expiry == .seconds(65))
        time.setTimeOfDay(seconds: 0)
        #expect(try issuer.openChallenge(identity: identity) != nil, "the time of day doesn't matter")
        time.advance(seconds: 1)
        #expect(try issuer.openChallenge(identity: identity) == nil)
    }
}
