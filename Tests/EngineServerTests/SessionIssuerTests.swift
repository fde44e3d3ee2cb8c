import AuthorizedKeys
import CryptoBackend
import EngineAPI
import Foundation
import JWTKit
import OpenSSLBackend
import Testing

@testable import EngineServer

@Suite struct SessionIssuerTests {
    let time = ManualClock()
    let backend: OpenSSLBackend
    let alice: RegisteredKey

    init() async throws {
        backend = try OpenSSLBackend()
        alice = try await SSHKey.alice.value.registered(registration: "random id", permissions: [.workflow, .readOnly])
    }

    func issuer(_ algorithm: TokenAlgorithm = .es256) throws -> SessionIssuer {
        SessionIssuer(keys: try TokenKeys(ephemeral: algorithm, backend: backend), random: backend, clock: time.clock)
    }

    @Test(arguments: TokenAlgorithm.all) func claimsSayWhoAndHowLong(algorithm: TokenAlgorithm) async throws {
        let issuer = try issuer(algorithm)
        let grant = try await issuer.issue(for: alice, lasting: GoDuration(seconds: 7200))
        #expect(grant.expiresAt == 1_700_007_200)
        #expect(grant.permissions == [.workflow, .readOnly])
        let claims = try #require(issuer.claims(of: grant.token))
        #expect(claims.subject == "alice")
        #expect(claims.identity == "alice")
        #expect(claims.registration == "random id")
        #expect(claims.issuedAt == 1_700_000_000)
        #expect(claims.expiresAt == grant.expiresAt)
        #expect(claims.writable == false)
        #expect(claims == TokenClaims(unverifiedToken: grant.token))
        let other = try await issuer.issue(for: alice, lasting: nil)
        #expect(issuer.claims(of: other.token)?.id != claims.id)
    }

    @Test func lifetimesOutOfRangeMeanAnHour() {
        #expect(SessionIssuer.lifetime(asked: nil) == 3600)
        for (asked, seconds) in [
            ("59s", 3600), ("59.999s", 3600), ("1m", 60), ("90s", 90), ("24h", 86400), ("24h0m0.1s", 3600), ("-1h", 3600), ("0", 3600),
        ] {
            #expect(SessionIssuer.lifetime(asked: GoDuration(parsing: asked)) == Int64(seconds), "\(asked)")
        }
    }

    @Test func expires() async throws {
        let issuer = try issuer()
        let token = try await issuer.issue(for: alice, lasting: GoDuration(seconds: 60)).token
        time.advance(seconds: 59)
        #expect(issuer.claims(of: token) != nil)
        time.advance(seconds: 1)
        #expect(issuer.claims(of: token) == nil)
    }

    @Test(arguments: TokenAlgorithm.all) func refusesWhatItDidNotSign(algorithm: TokenAlgorithm) async throws {
        let issuer = try issuer(algorithm)
        let token = try await issuer.issue(for: alice, lasting: nil).token
        let parts = token.split(separator: ".").map(String.init)
        let payload = try #require(Base64URL.decode(parts[1]))
        let claims = try #require(String(validating: payload, as: UTF8.self))
        let altered = Base64URL.encode(claims.replacing("WORKFLOW", with: "MASTER").utf8)
        let stranger = try await self.issuer(algorithm).issue(for: alice, lasting: nil).token
        let otherAlgorithm = try #require(TokenAlgorithm.all.first { $0 != algorithm })
        for forged in [
            "", ".", "..", "...", "garbage", parts[0] + "." + parts[1], parts[0] + "." + parts[1] + ".",
            parts[0] + "." + altered + "." + parts[2],
            token + ".x", token + "=", stranger, try await self.issuer(otherAlgorithm).issue(for: alice, lasting: nil).token,
            String(repeating: "A", count: 100_000), "\u{0}.\u{0}.\u{0}",
        ] {
            #expect(issuer.claims(of: forged) == nil, "\(forged.prefix(40))")
        }
        for header in [#"{"alg":"none","typ":"JWT"}"#, #"{"alg":"NONE"}"#, "{}", "[]", #"{"alg":null}"#] {
            for signature in ["", "AA", parts[2]] {
                #expect(issuer.claims(of: Base64URL.encode(header.utf8) + "." + parts[1] + "." + signature) == nil)
            }
        }
    }

    /// HS256 with the public key as the secret is the oldest trick against verifiers that believe the header (RFC 8725 §2.1).
    @Test func refusesAMacUnderThePublicKey() async throws {
        let issuer = try issuer()
        let token = try await issuer.issue(for: alice, lasting: nil).token
        let payload = token.split(separator: ".")[1]
        let input = Base64URL.encode(#"{"alg":"HS256","typ":"JWT"}"#.utf8) + "." + payload
        for secret in [SecretBytes(), SecretBytes(copying: alice.key.modulus)] {
            let code = try backend.hmac(.sha256, key: secret, message: Array(input.utf8))
            #expect(issuer.claims(of: input + "." + Base64URL.encode(code)) == nil)
        }
    }

    /// The header is signed too: this one is signed by the right key and names another algorithm.
    @Test func refusesAnotherAlgorithmsName() async throws {
        let keys = try TokenKeys(ephemeral: .es256, backend: backend)
        let issuer = SessionIssuer(keys: keys, random: backend, clock: time.clock)
        let token = try await issuer.issue(for: alice, lasting: nil).token
        let payload = token.split(separator: ".")[1]
        for (name, isTaken) in [("ES256", true), ("ES384", false), ("none", false)] {
            let input = Base64URL.encode(#"{"alg":"\#(name)"}"#.utf8) + "." + payload
            let token = input + "." + Base64URL.encode(try keys.signing().key.signature(of: Array(input.utf8)))
            #expect((issuer.claims(of: token) != nil) == isTaken, "\(name)")
        }
    }

    /// The keys on disk are what openssl takes them for, and Python's `cryptography` verifies the tokens with them.
    @Test(arguments: TokenAlgorithm.all) func tokensVerifyElsewhere(algorithm: TokenAlgorithm) async throws {
        let directory = try TemporaryDirectory()
        let keys = try TokenKeys(in: directory.path, algorithm: algorithm, backend: backend, now: 0)
        let path = TokenKeyFiles(directory: directory.path, backend: backend).path(of: algorithm)
        let form = algorithm == .es256 ? "DER" : "PEM"
        try await Program.run(["openssl", "pkey", "-in", path, "-inform", form, "-check", "-noout"])
        let publicKey = try await Program.run(["openssl", "pkey", "-in", path, "-inform", form, "-pubout"])
        let token = try await SessionIssuer(keys: keys, random: backend, clock: time.clock).issue(for: alice, lasting: nil).token
        let script = """
            import base64, json, sys
            from cryptography.hazmat.primitives import hashes, serialization
            from cryptography.hazmat.primitives.asymmetric import ec, padding, utils
            token, pem = sys.argv[1], sys.argv[2].encode()
            part = lambda text: base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
            header, payload, signature = token.split(".")
            key, message, value = serialization.load_pem_public_key(pem), f"{header}.{payload}".encode(), part(signature)
            if json.loads(part(header))["alg"] == "ES256":
                assert len(value) == 64
                value = utils.encode_dss_signature(int.from_bytes(value[:32], "big"), int.from_bytes(value[32:], "big"))
                key.verify(value, message, ec.ECDSA(hashes.SHA256()))
            else:
                key.verify(value, message, padding.PKCS1v15(), hashes.SHA256())
            print(json.loads(part(header))["alg"], json.loads(part(payload))["sub"])
            """
        let printed = try await Program.run(["python3", "-c", script, token, String(decoding: publicKey, as: UTF8.self)])
        #expect(String(decoding: printed, as: UTF8.self) == "\(algorithm) alice\n")
    }
}
