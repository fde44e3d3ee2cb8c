import AuthorizedKeys
import EngineAPI
import Foundation
import Testing

@testable import EngineServer

/// A key's end, by a clock that the test sets: the last second in which it may be used, and the first in which it mayn't.
extension EngineTests {
    @Suite struct KeyExpiryTests {
        /// Far from the time of day, by which the tests' own registry goes.
        private static let end: Int64 = 4_000_000_000

        private static func register(_ key: SSHKey, in engine: RunningEngine) async throws {
            _ = try await engine.registry.register(KeyRegistrationRequest(identity: "alice", key: key.line, expiresAt: end))
        }

        @Test func aKeySignsInUntilTheSecondBeforeItsEnd() async throws {
            let (alice, time) = (try await SSHKey.alice.value, ManualClock())
            time.setTimeOfDay(seconds: Self.end - 1)
            try await RunningEngine.run(clock: time.clock) { engine in
                try await Self.register(alice, in: engine)
                for hint in [false, true] {
                    let granted = try await engine.signIn(alice, lifetime: "24h", hint: hint)
                    #expect(granted.code == 200)
                    #expect(granted.entity["expires_at"] as? Int64 == Self.end, "a session ends with its key")
                }
                time.setTimeOfDay(seconds: Self.end)
                for hint in [false, true] {
                    let refused = try await engine.signIn(alice, hint: hint)
                    #expect(refused.code == 401)
                    #expect(refused.status?.message == Authenticator.failure.message, "nothing tells that it is for the expiry")
                }
                time.setTimeOfDay(seconds: Self.end - 1)
                #expect(try await engine.signIn(alice).code == 200)
            }
        }

        @Test func aLivingSessionEndsWithItsKeyThoughItsTokenGoesOn() async throws {
            let (alice, time) = (try await SSHKey.alice.value, ManualClock())
            time.setTimeOfDay(seconds: Self.end - 3000)
            try await RunningEngine.run(clock: time.clock) { engine in
                try await Self.register(alice, in: engine)
                let granted = try await engine.signIn(alice, lifetime: "30m").entity
                let token = try #require(granted["token"] as? String)
                #expect(granted["expires_at"] as? Int64 == Self.end - 1200)
                // Its key's end is moved to before that of the token.
                let sooner = Self.end - 2000
                _ = try await engine.registry.change(.identity("alice"), to: KeyChange(expiry: .at(sooner)), force: false)
                func inspect() async throws -> Int { try await engine.request("GET", "/api/auth/inspect/", token: token).code }
                time.setTimeOfDay(seconds: sooner - 1)
                #expect(try await inspect() == 202)
                time.setTimeOfDay(seconds: sooner)
                #expect(try await inspect() == 401)
                time.setTimeOfDay(seconds: sooner - 1)
                #expect(try await inspect() == 202, "the clock decides, nothing is remembered")
            }
        }

        @Test func aKeyIsRegisteredUntilALaterSecondOnly() async throws {
            let (alice, time) = (try await SSHKey.alice.value, ManualClock())
            time.setTimeOfDay(seconds: Self.end)
            try await RunningEngine.run(clock: time.clock) { engine in
                for (expiry, code) in [(Self.end, 400), (Self.end - 1, 400), (Self.end + 1, 200)] {
                    let body = try JSONEncoder().encode(KeyRegistrationRequest(identity: "alice", key: alice.line, expiresAt: expiry))
                    #expect(try await engine.request("POST", "/api/engine/key/", body: [UInt8](body), over: engine.unix).code == code)
                }
            }
        }
    }
}
