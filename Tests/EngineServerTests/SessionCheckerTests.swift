import AuthorizedKeys
import EngineAPI
import OpenSSLBackend
import Synchronization
import Testing

@testable import EngineServer

@Suite struct SessionCheckerTests {
    let store = MemoryKeyStore()
    let ended = MemoryEndedSessions()
    let issuer: SessionIssuer
    let checker: SessionChecker
    let alice: SSHKey
    let token: String

    init() async throws {
        let backend = try OpenSSLBackend()
        alice = try await SSHKey.alice.value
        issuer = SessionIssuer(keys: try TokenKeys(ephemeral: .es256, backend: backend), random: backend, clock: .system())
        checker = SessionChecker(issuer: issuer, store: store, ended: ended)
        let key = try alice.registered(registration: "first", permissions: .master)
        token = try await issuer.issue(for: key, lasting: nil).token
    }

    func set(_ key: RegisteredKey?) {
        store.state.withLock { $0.keys = key.map { [$0] } ?? [] }
    }

    @Test func theRegistryDecidesWhatIsPermitted() async throws {
        set(try alice.registered(registration: "first", permissions: .master))
        #expect(try await checker.session(token: token, from: nil).permissions == .master)
        set(try alice.registered(registration: "first", permissions: [.shell]))
        #expect(try await checker.session(token: token, from: nil).permissions == [.shell])
    }

    @Test func aSessionEndsWithItsRegistration() async throws {
        let ended: [RegisteredKey?] = [
            nil, try alice.registered(registration: "first", isDisabled: true), try alice.registered(registration: "again"),
            try await SSHKey.bob.value.registered(as: "alice", registration: "other"),
        ]
        for key in ended {
            set(key)
            let failure = await #expect(throws: EngineFailure.self) { try await checker.session(token: token, from: nil) }
            #expect(failure?.code == 401)
        }
    }

    @Test func aSessionEndsAloneWhenItIsSignedOut() async throws {
        let key = try alice.registered(registration: "first", permissions: .master)
        set(key)
        let other = try await issuer.issue(for: key, lasting: nil).token
        let id = try #require(issuer.claims(of: token)?.id)
        try await ended.end(id, until: .max, now: 0)
        let failure = await #expect(throws: EngineFailure.self) { try await checker.session(token: token, from: nil) }
        #expect(failure?.code == 401)
        #expect(try await checker.session(token: other, from: nil).permissions == .master)
    }

    @Test func garbageAndABrokenStoreAreToldApart() async throws {
        let failure = await #expect(throws: EngineFailure.self) { try await checker.session(token: "garbage", from: nil) }
        #expect(failure?.code == 401)
        store.state.withLock { $0.isBroken = true }
        let fault = await #expect(throws: EngineFailure.self) { try await checker.session(token: token, from: nil) }
        #expect(fault?.code == 500)
    }
}
