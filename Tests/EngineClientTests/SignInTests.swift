import CryptoBackend
import EngineAPI
import EngineClient
import Foundation
import Logging
import Synchronization
import Testing

@Suite(.serialized) struct SignInTests {
    private let challenge = "GET /api/auth/challenge"
    private let verify = "POST /api/auth/verify"
    private let list = "GET /api/engine/key"

    @Test(arguments: [1, 2])
    func signsInOnceAndSaysWhichKey(version: Int) async throws {
        let engine = try await PythonEngine(["version": version])
        let tokens = InMemoryTokenStore()
        var configuration = ClientConfiguration()
        configuration.sessionLifetime = GoDuration(seconds: 7200)
        let client = try engine.client(tokens: tokens, configuration: configuration)
        #expect(try await client.keys().map(\.identity) == ["alice"])
        #expect(try await client.parameter().identity == "python")
        let reply = try await engine.tell()
        #expect(reply.calls.map(\.call) == [challenge, verify, list, "GET /api/engine/parameter"])
        #expect(reply.calls.map(\.authorized) == [false, false, true, true])
        let request = try JSONDecoder().decode(VerifyRequest.self, from: Data(reply.calls[1].body.utf8))
        #expect(request.key == engine.signer().fingerprint)
        #expect(request.lifetime == GoDuration(seconds: 7200))
        let claims = try #require(tokens.token().flatMap(TokenClaims.init(unverifiedToken:)))
        #expect(abs(Double(claims.expiresAt) - Date().timeIntervalSince1970 - 7200) < 600)
    }

    @Test func aGoodTokenIsUsedAndNoKeyOpened() async throws {
        let engine = try await PythonEngine()
        let token = try await engine.tell(["issue": true]).issued
        let client = EngineClient(
            address: try engine.address,
            signer: {
                Issue.record("the key was opened")
                throw CancellationError()
            }, tokens: InMemoryTokenStore(token: token))
        _ = try await client.keys()
        #expect(try await engine.tell().calls.map(\.call) == [list])
    }

    @Test(arguments: ["", "x", "a.b.c", "a b", "x\r\nX-Injected: 1", String(repeating: "x", count: 20000)])
    func aTokenThatCantBeOneIsReplaced(kept: String) async throws {
        let engine = try await PythonEngine()
        _ = try await engine.client(tokens: InMemoryTokenStore(token: kept)).keys()
        #expect(try await engine.tell().calls.map(\.call) == [challenge, verify, list])
    }

    @Test func aTokenCloseToItsEndIsRenewedBeforeItIsUsed() async throws {
        // A tenth of its life, and a minute at most; six seconds where it doesn't say when it began.
        let close: [(age: Int?, rest: Int)] = [(3600, 50), (86_000, 55), (100, 9), (nil, 4)]
        let far: [(age: Int?, rest: Int)] = [(3600, 90), (86_000, 90), (100, 40), (nil, 40)]
        for (cases, isClose) in [(close, true), (far, false)] {
            for (age, rest) in cases {
                var options: [String: any Sendable] = ["lifetime": rest]
                if let age { options["age"] = age }
                let engine = try await PythonEngine(options)
                let tokens = InMemoryTokenStore()
                let client = try engine.client(tokens: tokens)
                _ = try await client.keys()
                let first = tokens.token()
                _ = try await client.keys()
                #expect((tokens.token() != first) == isClose, "\(String(describing: age)) \(rest)")
                let renewal = isClose ? [challenge, verify, list] : [list]
                #expect(try await engine.tell().calls.map(\.call) == [challenge, verify, list] + renewal)
            }
        }
    }

    @Test func anEndedSessionIsReplacedAndTheCallRepeated() async throws {
        let engine = try await PythonEngine()
        let client = try engine.client()
        _ = try await client.keys()
        try await engine.tell(["revoke": true])
        let key = try #require(engine.keys[PythonEngine.unregisteredKey])
        #expect(try await client.register(KeyRegistrationRequest(identity: "bob", key: key.line)).identity == "bob")
        let register = "POST /api/engine/key"
        #expect(try await engine.tell().calls.map(\.call) == [challenge, verify, list, register, challenge, verify, register])
    }

    @Test(arguments: ["refuse401", "ended-first"])
    func aCallThatIsAlwaysRejectedIsRepeatedOnce(kind: String) async throws {
        let engine = try await PythonEngine(["fault": ["on": ["/key"], "kind": kind] as [String: any Sendable]])
        let token = try await engine.tell(["issue": true]).issued
        let client = try engine.client(tokens: InMemoryTokenStore(token: token))
        let error = await #expect(throws: EngineClientError.self) { try await client.keys() }
        #expect(error?.code == .sessionRefused, "\(String(describing: error))")
        #expect(error?.failure?.code == 401)
        #expect(try await engine.tell().calls.map(\.call) == [list, challenge, verify, list])
    }

    @Test func aTokenThatAnotherProcessPutThereIsUsed() async throws {
        /// Gives the old token until somebody has the right to change it, who then finds the new one.
        final class ReplacedMeanwhile: TokenStore {
            let old: String
            let new: String
            init(old: String, new: String) { (self.old, self.new) = (old, new) }
            func token() async throws -> String? { old }
            func update(_ body: @Sendable (String?) async throws -> String?) async throws -> String? { try await body(new) }
        }
        let engine = try await PythonEngine()
        let old = try await engine.tell(["issue": true, "revoke": true]).issued
        let new = try await engine.tell(["issue": true]).issued
        _ = try await engine.client(tokens: ReplacedMeanwhile(old: old, new: new)).keys()
        #expect(try await engine.tell().calls.map(\.call) == [list, list])
        // The rejected token itself is never taken for a new one.
        _ = try await engine.client(tokens: ReplacedMeanwhile(old: old, new: old)).keys()
        #expect(try await engine.tell().calls.map(\.call) == [list, list, list, challenge, verify, list])
    }

    @Test(arguments: [1, 8])
    func sixtyFourAtOnceSignInOnce(clients: Int) async throws {
        let engine = try await PythonEngine()
        let old = try await engine.tell(["issue": true, "revoke": true]).issued
        let tokens = InMemoryTokenStore(token: old)
        let all = try (0..<clients).map { _ in try engine.client(tokens: tokens) }
        try await withThrowingTaskGroup(of: Int.self) { group in
            for index in 0..<64 { group.addTask { try await all[index % clients].keys().count } }
            for try await count in group { #expect(count == 1) }
        }
        let reply = try await engine.tell()
        #expect(reply.count(challenge) == 1 && reply.count(verify) == 1)
        #expect((65...128).contains(reply.count(list)))
    }

    @Test func whenTheOneWhoSignsInIsCancelledAnotherDoes() async throws {
        let engine = try await PythonEngine()
        let signer = engine.signer()
        let (entered, enter) = AsyncStream.makeStream(of: Void.self)
        let isFirst = Mutex(true)
        let client = EngineClient(
            address: try engine.address,
            signer: {
                let hangs = isFirst.withLock { first in
                    defer { first = false }
                    return first
                }
                if hangs {
                    enter.finish()
                    try await Task.sleep(for: .seconds(3600))
                }
                return signer
            })
        let first = Task { try await client.keys() }
        for await _ in entered {}
        let others = (0..<8).map { _ in Task { try await client.keys().count } }
        first.cancel()
        let error = await #expect(throws: EngineClientError.self) { try await first.value }
        #expect(error?.code == .cancelled)
        for other in others { #expect(try await other.value == 1) }
        let reply = try await engine.tell()
        #expect(reply.count(challenge) == 2 && reply.count(verify) == 1)
    }

    @Test func givesATokenThatTheEngineHasSeenToBeGood() async throws {
        let engine = try await PythonEngine()
        let old = try await engine.tell(["issue": true, "revoke": true]).issued
        let client = try engine.client(tokens: InMemoryTokenStore(token: old))
        let token = try #require(try await client.token())
        #expect(token != old)
        #expect(try await client.inspect(token))
        #expect(try await !client.inspect(old))
        #expect(try await !client.inspect("a b"))
        #expect(try await client.token() == token)
    }

    @Test func signsInAnewWhenAskedTo() async throws {
        let engine = try await PythonEngine()
        let tokens = InMemoryTokenStore()
        let client = try engine.client(tokens: tokens)
        _ = try await client.keys()
        let first = tokens.token()
        let grant = try await client.signIn(lifetime: GoDuration(seconds: 60))
        #expect(tokens.token() == grant.token && grant.token != first)
        #expect(abs(Double(grant.expiresAt) - Date().timeIntervalSince1970 - 60) < 50)
        #expect(grant.permissions == .master)
    }

    @Test func anEngineThatRefusesTheKeyIsQuotedWithItsFingerprint() async throws {
        let engine = try await PythonEngine()
        let signer = engine.signer(PythonEngine.unregisteredKey)
        let client = EngineClient(address: try engine.address, signer: { signer })
        let error = await #expect(throws: EngineClientError.self) { try await client.keys() }
        #expect(error?.code == .signInRefused)
        #expect(error?.message.contains(signer.fingerprint) == true && error?.message.contains("dxflow key register") == true)
    }

    @Test func withoutAKeyItSaysSo() async throws {
        let engine = try await PythonEngine()
        let client = EngineClient(address: try engine.address)
        let error = await #expect(throws: EngineClientError.self) { try await client.keys() }
        #expect(error?.code == .noKey && error?.message.contains("connection-key") == true)
        #expect(try await engine.tell().calls.isEmpty)
    }

    @Test(arguments: ["sshsig", "jwt", "nul", "huge"])
    func nothingButANonceIsSigned(nonce: String) async throws {
        let engine = try await PythonEngine(["nonce": nonce])
        let client = EngineClient(
            address: try engine.address,
            signer: {
                Issue.record("the key was opened")
                throw CancellationError()
            })
        let error = await #expect(throws: EngineClientError.self) { try await client.keys() }
        #expect(error?.code == .nonceRefused)
        #expect(error?.underlying is NonceRefusal)
        #expect((error?.message.utf8.count ?? 0) < 500)
        #expect(try await engine.tell().calls.map(\.call) == [challenge])
    }

    @Test(arguments: [(-7200, "2 h"), (-90061, "1 d 1 h")])
    func clocksThatDisagreeAreNamedWithTheirDifference(skew: Int, words: String) async throws {
        let engine = try await PythonEngine(["skew": skew])
        let error = await #expect(throws: EngineClientError.self) { try await engine.client().keys() }
        #expect(error?.code == .clockSkew)
        #expect(error?.message.contains("\(words) ahead of") == true, "\(error?.message ?? "")")
    }

    @Test(arguments: [(-330, "ahead of"), (330, "behind"), (0, nil)] as [(Int, String?)])
    func aDifferenceOfTheClocksIsWarnedOf(skew: Int, words: String?) async throws {
        let engine = try await PythonEngine(["skew": skew])
        let log = CapturedLog()
        var configuration = ClientConfiguration()
        configuration.logger = Logger(label: "test") { _ in log }
        let told = Mutex<[ClockDifference]>([])
        configuration.onClockDifference = { difference in told.withLock { $0.append(difference) } }
        let tokens = InMemoryTokenStore()
        let client = try engine.client(tokens: tokens, configuration: configuration)
        for _ in 0..<2 { _ = try await client.keys() }
        let warnings = told.withLock { $0.map(\.description) }
        #expect(warnings.count == (words == nil ? 0 : 1), "\(warnings)")
        if let words { #expect(warnings.first?.contains("5 min") == true && warnings.first?.contains(words) == true, "\(warnings)") }
        // A line a call, and nothing that anybody could use.
        let all = log.lines.joined()
        #expect(all.contains("GET http://127.0.0.1:\(engine.port)/api/engine/key/: 200"))
        for secret in [try #require(tokens.token()), "signature", "nonce"] { #expect(!all.contains(secret)) }
    }

    @Test func aTokenThatIsOverWhenItComesIsNotUsed() async throws {
        let engine = try await PythonEngine(["lifetime": -600])
        let tokens = InMemoryTokenStore()
        let error = await #expect(throws: EngineClientError.self) { try await engine.client(tokens: tokens).keys() }
        #expect(error?.code == .clockSkew && error?.message.contains("10 min ago") == true)
        #expect(tokens.token() == nil)
    }

    @Test func whatTheSignerAndTheStoreThrowIsPassedOn() async throws {
        struct WrongPassphrase: Error, CustomStringConvertible { let description = "the passphrase is wrong" }
        struct NoRoom: Error, CustomStringConvertible { let description = "the disk is full" }
        final class FullStore: TokenStore {
            func token() async throws -> String? { nil }
            func update(_ body: @Sendable (String?) async throws -> String?) async throws -> String? {
                _ = try await body(nil)
                throw NoRoom()
            }
        }
        let engine = try await PythonEngine()
        let address = try engine.address
        let unopened = await #expect(throws: EngineClientError.self) {
            try await EngineClient(address: address, signer: { throw WrongPassphrase() }).keys()
        }
        #expect(unopened?.code == .signerFailed && unopened?.underlying is WrongPassphrase)
        #expect(unopened?.message == "the passphrase is wrong")
        let unkept = await #expect(throws: EngineClientError.self) { try await engine.client(tokens: FullStore()).keys() }
        #expect(unkept?.code == .tokenStoreFailed && unkept?.underlying is NoRoom)
        // Who wants to hear of it instead has the call made all the same; to sign in for keeping the session is in vain then.
        let heard = Mutex(0)
        var configuration = ClientConfiguration()
        configuration.onUnkeptToken = { if $0 is NoRoom { heard.withLock { $0 += 1 } } }
        let tolerant = try engine.client(tokens: FullStore(), configuration: configuration)
        #expect(try await tolerant.keys().count == 1 && heard.withLock { $0 } == 1)
        let lost = await #expect(throws: EngineClientError.self) { try await tolerant.signIn() }
        #expect(lost?.code == .tokenStoreFailed && lost?.underlying is NoRoom)
    }
}
