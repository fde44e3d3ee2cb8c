import AuthorizedKeys
import EngineAPI
import Foundation
import Testing

@testable import EngineServer

extension EngineTests {
    @Suite struct UnixSocketTests {
        @Test func whoReachesItIsMaster() async throws {
            let bob = try await SSHKey.bob.value
            try await RunningEngine.run(configure: { $0.http = nil }) { engine in
                #expect(engine.addresses.http == nil)
                let list = try await engine.request("GET", "/api/engine/key/?all=true", over: engine.unix)
                #expect(list.entities.count == 1)
                #expect(list.entity["permissions"] as? [String] == ["MASTER"])
                let body = [UInt8](try JSONEncoder().encode(KeyRegistrationRequest(identity: "bob", key: bob.line)))
                #expect(try await engine.request("POST", "/api/engine/key/", body: body, over: engine.unix).code == 200)
                #expect(try await engine.request("GET", "/api/auth/inspect/", over: engine.unix).code == 202)
                #expect(
                    try await engine.request("GET", "/api/engine/ping/?count=1&stream=true", over: engine.unix).consoleChunks.count == 2)
                #expect(try await engine.request("DELETE", "/api/engine/key/?identity=bob", over: engine.unix).code == 200)
            }
        }

        @Test func isTheOwnersAloneAndGoesWithTheEngine() async throws {
            let directory = try TemporaryDirectory()
            let path = try await RunningEngine.run(in: directory) { engine in
                let path = try #require(engine.addresses.socketPath)
                let attributes = try FileManager.default.attributesOfItem(atPath: path)
                #expect(attributes[.type] as? FileAttributeType == .typeSocket)
                #expect(attributes[.posixPermissions] as? Int == 0o600)
                return path
            }
            #expect(!SystemFile.exists(path))
        }

        /// What an engine leaves that was killed: a socket file on which nobody listens.
        @Test func aStaleSocketIsReplaced() async throws {
            let directory = try TemporaryDirectory()
            let path = directory.path + "/stale.sock"
            _ = try ListeningSocket(path: path)
            #expect(SystemFile.exists(path))
            try await RunningEngine.run(in: directory, configure: { $0.socketPath = path }) { engine in
                let answer = try await engine.request("GET", "/api/auth/inspect/", over: .unix(path: path))
                #expect(answer.code == 202)
            }
        }

        @Test func aLiveSocketIsLeftAlone() async throws {
            let directory = try TemporaryDirectory()
            let path = directory.path + "/live.sock"
            let listener = try ListeningSocket(path: path)
            let error = await #expect(throws: EngineStartError.self) {
                try await RunningEngine.run(in: directory, configure: { $0.socketPath = path }) { _ in }
            }
            #expect(error?.code == .alreadyRunning)
            #expect(error?.message.contains(path) == true)
            #expect(SystemFile.exists(path))
            withExtendedLifetime(listener) {}
        }

        @Test func aSecondEngineIsToldOfTheFirst() async throws {
            let directory = try TemporaryDirectory()
            try await RunningEngine.run(in: directory) { engine in
                let error = await #expect(throws: EngineStartError.self) { try await RunningEngine.run(in: directory) { _ in } }
                #expect(error?.code == .alreadyRunning)
                // Another volume, the same socket.
                let path = engine.addresses.socketPath
                let other = await #expect(throws: EngineStartError.self) {
                    try await RunningEngine.run(
                        in: directory,
                        configure: { configuration in
                            configuration.volume += "2"
                            configuration.socketPath = path
                        }
                    ) { _ in }
                }
                #expect(other?.code == .alreadyRunning)
                let answer = try await engine.request("GET", "/api/auth/inspect/", over: engine.unix)
                #expect(answer.code == 202)
            }
        }

        @Test func somethingElseAtThePathIsLeftAlone() async throws {
            let directory = try TemporaryDirectory()
            let path = directory.path + "/file"
            try Data("mine".utf8).write(to: URL(fileURLWithPath: path))
            let error = await #expect(throws: EngineStartError.self) {
                try await RunningEngine.run(in: directory, configure: { $0.socketPath = path }) { _ in }
            }
            #expect(error?.code == .socketPath)
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data("mine".utf8))
        }

        @Test func theLengthOfThePathIsSaidClearly() async throws {
            let directory = try TemporaryDirectory()
            let base = directory.path + "/"
            let longest = base + String(repeating: "s", count: 107 - base.utf8.count)
            try await RunningEngine.run(in: directory, configure: { $0.socketPath = longest }) { engine in
                let answer = try await engine.request("GET", "/api/auth/inspect/", over: .unix(path: longest))
                #expect(answer.code == 202)
            }
            let error = await #expect(throws: EngineStartError.self) {
                try await RunningEngine.run(in: directory, configure: { $0.socketPath = longest + "s" }) { _ in }
            }
            #expect(error?.code == .socketPath)
            #expect(error?.message.contains("108 bytes") == true && error?.message.contains("107") == true)
        }
    }
}
