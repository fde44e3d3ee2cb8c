import AuthorizedKeys
import EngineAPI
import EngineServer
import Foundation
import Testing

extension EngineTests {
    @Suite struct PingStreamTests {
        @Test func bufferedAnswersHaveAsManyTimesAsAskedFor() async throws {
            let alice = try await SSHKey.alice.value
            try await RunningEngine.run { engine in
                let token = try await engine.token(alice)
                for (query, count) in [
                    ("?count=2", 2), ("?count=0", 1), ("?count=-7&interval=x", 1), ("?count=1&interval=99999999999999999999", 1),
                    ("?count=2&interval=1", 2),
                ] {
                    let answer = try await engine.request("GET", "/api/engine/ping/" + query, token: token)
                    let times = try #require(answer.entities as? [Int])
                    #expect(times.count == count, "\(query)")
                    let first = try #require(times.first)
                    #expect(abs(first - Int(Date().timeIntervalSince1970 * 1000)) < 60_000)
                    #expect(times.count == 1 || times[1] - first >= 999)
                    #expect(answer.fields["content-length"] == "\(answer.body.count)")
                }
                #expect(try await engine.request("GET", "/api/engine/ping/", token: token).entities.count == 3)
            }
        }

        /// Opens a stream that would last for hours and reads as far as its first time, which is there at once.
        private func openStream(
            _ engine: RunningEngine, token: String?, over endpoint: RawConnection.Endpoint? = nil
        ) async throws -> RawConnection {
            let connection = try RawConnection(to: endpoint ?? .tcp(port: engine.port))
            try await connection.send(
                RunningEngine.bytes(
                    "GET", "/api/engine/ping/?count=1000&interval=30000", token: token, headers: ["Accept": "application/stream+json"]))
            let start = try await connection.receive(until: #""kind":"entity""#)
            #expect(start.hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(start.contains("[\n{\"kind\":\"status\",\"payload\":{\"code\":200,\"message\":\"OK\"}}\n"))
            return connection
        }

        private func lastCode(_ connection: RawConnection) async throws -> Int? {
            let rest = String(decoding: try await connection.receiveToEnd(), as: UTF8.self)
            #expect(rest.hasSuffix("]\n\r\n0\r\n\r\n"), "the stream is ended as JSON and as HTTP")
            #expect(rest.components(separatedBy: #""kind":"entity""#).count == 1)
            return rest.firstMatch(of: /"code":(\d+)/).flatMap { Int($0.output.1) }
        }

        @Test func anOpenStreamEndsWhenItsKeyIsUnregistered() async throws {
            let (alice, bob) = (try await SSHKey.alice.value, try await SSHKey.bob.value)
            try await RunningEngine.run { engine in
                let stream = try await openStream(engine, token: try await engine.token(alice))
                let other = try await openStream(engine, token: try await engine.token(bob, as: "bob"))
                try await engine.registry.unregister(.identity("alice"), force: false)
                #expect(try await lastCode(stream) == 401)
                try await engine.registry.unregister(.identity("bob"), force: false)
                #expect(try await lastCode(other) == 401)
            }
        }

        /// An administrator disables a key in the file.
        @Test func anOpenStreamEndsWhenItsKeyIsDisabled() async throws {
            let alice = try await SSHKey.alice.value
            try await RunningEngine.run { engine in
                let stream = try await openStream(engine, token: try await engine.token(alice))
                let url = URL(fileURLWithPath: engine.volume + "/authorized_keys")
                let text = String(decoding: try Data(contentsOf: url), as: UTF8.self)
                let mark = #"dxflow-identity="alice""#
                #expect(text.contains(mark))
                try Data(text.replacing(mark, with: "dxflow-disabled," + mark).utf8).write(to: url)
                #expect(try await lastCode(stream) == 401)
            }
        }

        @Test func anOpenStreamEndsWhenTheTokenExpires() async throws {
            let alice = try await SSHKey.alice.value
            let time = ManualClock()
            try await RunningEngine.run(clock: time.clock) { engine in
                _ = try await engine.registry.register(KeyRegistrationRequest(identity: "alice", key: alice.line))
                let token = try #require(try await engine.signIn(alice, lifetime: "1m").entity["token"] as? String)
                let stream = try await openStream(engine, token: token)
                time.setTimeOfDay(seconds: 1_700_000_060)
                #expect(try await lastCode(stream) == 401)
            }
        }

        @Test func openStreamsEndWhenTheEngineStops() async throws {
            let alice = try await SSHKey.alice.value
            let streams = try await RunningEngine.run { engine in
                [
                    try await openStream(engine, token: try await engine.token(alice)),
                    try await openStream(engine, token: nil, over: engine.unix),
                ]
            }
            for stream in streams { #expect(try await lastCode(stream) == 503) }
        }
    }
}
