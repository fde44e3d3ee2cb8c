import AuthorizedKeys
import CryptoBackend
import EngineAPI
import OpenSSLBackend
import Synchronization
import Testing

@testable import EngineServer

@Suite struct AuthenticatorTests {
    let time = ManualClock()
    let backend: OpenSSLBackend
    let challenges: ChallengeIssuer
    let alice: SSHKey
    let bob: SSHKey

    init() async throws {
        backend = try OpenSSLBackend()
        challenges = try ChallengeIssuer(backend: backend, clock: time.clock)
        alice = try await SSHKey.alice.value
        bob = try await SSHKey.bob.value
    }

    func authenticator(_ store: MemoryKeyStore, spent: any SpentChallenges = InMemorySpentChallenges()) -> Authenticator {
        Authenticator(challenges: challenges, spent: spent, store: store, backend: backend, clock: time.clock)
    }

    func answer(_ challenge: Challenge, _ signer: SSHKey, hint: String? = nil) async throws -> VerifyRequest {
        VerifyRequest(identity: challenge.identity, signature: try await signer.sign(challenge.nonce), key: hint)
    }

    func failure(_ authenticator: Authenticator, _ request: VerifyRequest) async throws -> EngineFailure {
        try #require(await #expect(throws: EngineFailure.self) { try await authenticator.authenticate(from: nil, request) })
    }

    @Test func findsTheKeyThatSignedAmongOthers() async throws {
        let store = MemoryKeyStore([try bob.registered(as: "bob", registration: "b"), try alice.registered(registration: "a")])
        let key = try await authenticator(store).authenticate(from: nil, try await answer(try challenges.issue(), alice))
        #expect(key.identity == "alice")
        #expect(store.state.withLock { $0.lookUps } == 0)
    }

    @Test func aHintIsOneLookUpAndNoSearch() async throws {
        let store = MemoryKeyStore([try bob.registered(as: "bob"), try alice.registered()])
        let key = try await authenticator(store).authenticate(
            from: nil, try await answer(try challenges.issue(), alice, hint: alice.fingerprint))
        #expect(key.identity == "alice")
        #expect(store.state.withLock { $0.searches } == 0)
        #expect(store.state.withLock { $0.lookUps } == 1)
    }

    /// A wrong hint fails; the key that did sign isn't searched for.
    @Test func aWrongHintFails() async throws {
        let store = MemoryKeyStore([try bob.registered(as: "bob"), try alice.registered()])
        for hint in [bob.fingerprint, "SHA256:unknown", ""] {
            let failure = try await failure(authenticator(store), try await answer(try challenges.issue(), alice, hint: hint))
            #expect(failure == Authenticator.failure)
        }
        #expect(store.state.withLock { $0.searches } == 0)
    }

    @Test func everyFailureSaysTheSame() async throws {
        let small = try await SSHKey(bits: 1024, comment: "small")
        let store = MemoryKeyStore([
            try alice.registered(), try bob.registered(as: "bob", registration: "b", isDisabled: true),
            try small.registered(as: "small", registration: "s"),
        ])
        let authenticator = authenticator(store)
        var failures: [EngineFailure] = []

        let reused = try challenges.issue()
        _ = try await authenticator.authenticate(from: nil, try await answer(reused, alice))
        failures.append(try await failure(authenticator, try await answer(reused, alice)))

        let expired = try challenges.issue()
        time.advance(seconds: 60)
        failures.append(try await failure(authenticator, try await answer(expired, alice)))

        let nonce = try challenges.issue().nonce
        failures.append(try await failure(authenticator, VerifyRequest(identity: "unknown", signature: try await alice.sign(nonce))))

        var forged = try #require(Base64URL.decode(try challenges.issue().identity))
        forged[forged.count - 1] ^= 0x80
        failures.append(
            try await failure(authenticator, VerifyRequest(identity: Base64URL.encode(forged), signature: try await alice.sign(nonce))))

        for length in [0, 1, 255, 257, 512, 65536] {
            failures.append(
                try await failure(
                    authenticator, VerifyRequest(identity: try challenges.issue().identity, signature: [UInt8](repeating: 1, count: length))
                ))
        }
        let other = try challenges.issue()
        failures.append(
            try await failure(authenticator, VerifyRequest(identity: other.identity, signature: try await alice.sign(other.nonce + "x"))))
        let unregistered = try await SSHKey(comment: "eve")
        for signer in [unregistered, bob, small] {
            failures.append(try await failure(authenticator, try await answer(try challenges.issue(), signer)))
            failures.append(try await failure(authenticator, try await answer(try challenges.issue(), signer, hint: signer.fingerprint)))
        }
        #expect(failures.count == 17)
        #expect(Set(failures) == [Authenticator.failure])
        #expect(failures[0].code == 401)
    }

    /// The first answer spends a challenge, right or wrong.
    @Test func aWrongAnswerSpendsTheChallenge() async throws {
        let authenticator = authenticator(MemoryKeyStore([try alice.registered()]))
        let challenge = try challenges.issue()
        _ = try await failure(authenticator, VerifyRequest(identity: challenge.identity, signature: [1, 2, 3]))
        #expect(try await failure(authenticator, try await answer(challenge, alice)) == Authenticator.failure)
    }

    /// What isn't a challenge of this engine costs no entry in the set.
    @Test func aForgedChallengeSpendsNothing() async throws {
        let spent = InMemorySpentChallenges(capacity: 1)
        let authenticator = authenticator(MemoryKeyStore([try alice.registered()]), spent: spent)
        for _ in 0..<10 { _ = try await failure(authenticator, VerifyRequest(identity: "forged", signature: [])) }
        #expect(spent.count == 0)
        #expect(try await authenticator.authenticate(from: nil, try await answer(try challenges.issue(), alice)).identity == "alice")
    }

    @Test func ofManyAnswersAtOnceExactlyOneWins() async throws {
        let authenticator = authenticator(MemoryKeyStore([try alice.registered()]))
        let request = try await answer(try challenges.issue(), alice)
        let wins = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<200 { group.addTask { (try? await authenticator.authenticate(from: nil, request)) != nil } }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(wins == 1)
    }

    /// An entry that hasn't expired is never given up for a new one.
    @Test func aFullSetIsUnavailableUntilEntriesExpire() async throws {
        let authenticator = authenticator(MemoryKeyStore([try alice.registered()]), spent: InMemorySpentChallenges(capacity: 1))
        let first = try await answer(try challenges.issue(), alice)
        _ = try await authenticator.authenticate(from: nil, first)
        #expect(try await failure(authenticator, try await answer(try challenges.issue(), alice)).code == 503)
        #expect(try await failure(authenticator, first) == Authenticator.failure)
        time.advance(seconds: 61)
        #expect(try await authenticator.authenticate(from: nil, try await answer(try challenges.issue(), alice)).identity == "alice")
    }

    @Test func aBrokenStoreIsTheEnginesFault() async throws {
        let store = MemoryKeyStore([try alice.registered()])
        store.state.withLock { $0.isBroken = true }
        #expect(try await failure(authenticator(store), try await answer(try challenges.issue(), alice)).code == 500)
    }

    @Test func handlesOfKeysAreBounded() throws {
        let handles = PublicKeyHandles(backend: backend, capacity: 2)
        let key = try alice.registered().key
        for name in ["a", "b", "c", "d", "a", "d"] { _ = try handles.handle(for: key, fingerprint: name) }
        #expect(handles.count == 2)
    }
}
