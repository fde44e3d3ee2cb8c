import AuthorizedKeys
import EngineAPI
import Foundation
import KeyFormats
import NIOCore
import Testing

@testable import EngineServer

extension EngineTests {
    @Suite struct EngineStartTests {
        private func mode(_ path: String) throws -> Int {
            try #require(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
        }

        @Test func theFirstStartMakesAMasterWhoCanSignIn() async throws {
            try await RunningEngine.run { engine in
                #expect(engine.addresses.isFirstStart)
                #expect(try mode(engine.volume) == 0o700)
                #expect(try mode(engine.volume + "/keys") == 0o700)
                let pem = engine.volume + "/keys/master.pem"
                #expect(try mode(pem) == 0o600)
                #expect(try mode(engine.volume + "/keys/master.pub") == 0o644)
                #expect(
                    String(decoding: try Data(contentsOf: URL(fileURLWithPath: pem)), as: UTF8.self).hasPrefix(
                        "-----BEGIN RSA PRIVATE KEY-----\n"))
                let ours = try String(contentsOfFile: engine.volume + "/keys/master.pub", encoding: .utf8).split(separator: " ").prefix(2)
                let derived = try await Program.run(["ssh-keygen", "-y", "-f", pem])
                #expect(String(decoding: derived, as: UTF8.self).split(whereSeparator: \.isWhitespace).prefix(2).elementsEqual(ours))

                let challenge = try await engine.request("GET", "/api/auth/challenge/").entity
                let signature = try await Program.run(
                    ["openssl", "dgst", "-sha256", "-sign", pem], input: Data((challenge["nonce"] as? String ?? "").utf8))
                let answer = ["identity": challenge["identity"] as? String ?? "", "signature": signature.base64EncodedString()]
                let grant = try await engine.request("POST", "/api/auth/verify/", body: [UInt8](try JSONEncoder().encode(answer)))
                #expect(grant.entity["permissions"] as? [String] == ["MASTER"])
            }
        }

        @Test func sessionsOutliveARestartAndChallengesDoNot() async throws {
            let directory = try TemporaryDirectory()
            let alice = try await SSHKey.alice.value
            let (token, reply) = try await RunningEngine.run(in: directory) { engine in
                let token = try await engine.token(alice)
                let challenge = try await engine.request("GET", "/api/auth/challenge/").entity
                let signature = Data(try await alice.sign(challenge["nonce"] as? String ?? "")).base64EncodedString()
                return (token, try JSONEncoder().encode(["identity": challenge["identity"] as? String ?? "", "signature": signature]))
            }
            try await RunningEngine.run(in: directory) { engine in
                #expect(!engine.addresses.isFirstStart)
                let answer = try await engine.request("GET", "/api/auth/inspect/", token: token)
                #expect(answer.code == 202)
                #expect(try await engine.request("POST", "/api/auth/verify/", body: [UInt8](reply)).code == 401)
            }
            // Another algorithm has another key, and what the first one signed is good until it expires.
            let other = try await RunningEngine.run(in: directory, configure: { $0.tokenAlgorithm = .rs256 }) { engine in
                #expect(try await engine.request("GET", "/api/auth/inspect/", token: token).code == 202)
                let grant = try await engine.signIn(alice).entity["token"] as? String ?? ""
                #expect(try await engine.request("GET", "/api/auth/inspect/", token: grant).code == 202)
                return grant
            }
            try await RunningEngine.run(in: directory) { engine in
                for token in [token, other] {
                    let answer = try await engine.request("GET", "/api/auth/inspect/", token: token)
                    #expect(answer.code == 202)
                }
            }
        }

        @Test func aMasterThatWasTakenAwayStaysAway() async throws {
            let directory = try TemporaryDirectory()
            try await RunningEngine.run(in: directory) { engine in
                try await engine.registry.unregister(.identity("master"), force: true)
            }
            try await RunningEngine.run(in: directory) { engine in
                let records = try await engine.registry.keys(includingDisabled: true)
                #expect(records.isEmpty)
            }
            try FileManager.default.removeItem(atPath: directory.path + "/volume/keys/master.pem")
            try FileManager.default.removeItem(atPath: directory.path + "/volume/authorized_keys")
            try await RunningEngine.run(in: directory) { engine in
                let records = try await engine.registry.keys(includingDisabled: true)
                #expect(records.isEmpty)
            }
        }

        /// Each state in which a first start may have been interrupted leads to the same end.
        @Test func anInterruptedFirstStartIsTakenUp() async throws {
            let directory = try TemporaryDirectory()
            let keys = directory.path + "/volume/keys"
            try await RunningEngine.run(in: directory) { _ in }
            let pair = try ["master.pem", "master.pub"].map { try Data(contentsOf: URL(fileURLWithPath: keys + "/" + $0)) }
            for lost in [
                ["master.authorized"], ["master.authorized", "../authorized_keys"],
                ["master.authorized", "../authorized_keys", "master.pub"],
            ] {
                for file in lost { try FileManager.default.removeItem(atPath: keys + "/" + file) }
                try await RunningEngine.run(in: directory) { engine in
                    #expect(engine.addresses.isFirstStart)
                    let records = try await engine.registry.keys(includingDisabled: true)
                    #expect(records.map(\.identity) == ["master"])
                    #expect(records.map(\.permissions) == [.master])
                }
                #expect(try ["master.pem", "master.pub"].map { try Data(contentsOf: URL(fileURLWithPath: keys + "/" + $0)) } == pair)
            }
        }

        /// Somebody registered keys before the engine was ever started.
        @Test func keysThatWereThereBeforeStay() async throws {
            let directory = try TemporaryDirectory()
            let alice = try await SSHKey.alice.value
            try FileManager.default.createDirectory(
                atPath: directory.path + "/volume", withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
            let file = directory.path + "/volume/authorized_keys"
            try Data((alice.line + "\n").utf8).write(to: URL(fileURLWithPath: file))
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
            try await RunningEngine.run(in: directory) { engine in
                let records = try await engine.registry.keys(includingDisabled: true)
                #expect(records.map(\.identity) == ["alice", "master"])
                #expect(try await engine.signIn(alice).code == 200)
            }
        }

        private func startError(
            in directory: TemporaryDirectory? = nil, _ configure: @Sendable @escaping (inout EngineConfiguration) -> Void
        ) async throws -> EngineStartError {
            try #require(
                await #expect(throws: EngineStartError.self) { try await RunningEngine.run(in: directory, configure: configure) { _ in } })
        }

        @Test func aPortThatIsInUseIsNamed() async throws {
            try await RunningEngine.run { engine in
                let directory = try TemporaryDirectory()
                let port = engine.port
                let error = try await startError(in: directory) { $0.http = EngineConfiguration.HTTPAddress(host: "127.0.0.1", port: port) }
                #expect(error.code == .portInUse)
                #expect(error.message.contains("port \(port)") && error.message.contains("http-port"))
                #expect(!SystemFile.exists(directory.path + "/volume/unix.sock"), "nothing is left behind")
            }
        }

        @Test func addressesThatCanNotBeAreNamed() async throws {
            #expect(
                try await startError { $0.http = EngineConfiguration.HTTPAddress(host: "192.0.2.1", port: 0) }.message.contains("192.0.2.1")
            )
            let unknown = try await startError { $0.http = EngineConfiguration.HTTPAddress(host: "no-such-host.invalid", port: 0) }
            #expect(unknown.code == .address && unknown.message.contains("no-such-host.invalid"))
            let nowhere = try await startError {
                $0.http = nil
                $0.socketPath = nil
            }
            #expect(nowhere.code == .configuration)
        }

        /// Whether a port takes a right depends on the user and the system; what is said doesn't.
        @Test func aPortWithoutTheRightToItIsNamed() {
            let address = EngineConfiguration.HTTPAddress(port: 80)
            let error = EngineStartError.listening(on: address, isSecure: false, IOError(errnoCode: EACCES, reason: "bind"))
            #expect(error.code == .portForbidden)
            for part in ["port 80", "http-port 8080", "setcap"] { #expect(error.message.contains(part)) }
        }

        @Test func aVolumeThatCanNotBeIsNamed() async throws {
            let directory = try TemporaryDirectory()
            let path = directory.path + "/file"
            try Data().write(to: URL(fileURLWithPath: path))
            for volume in [path, path + "/below"] {
                let error = try await startError(in: directory) { $0.volume = volume }
                #expect(error.code == .volume && error.message.contains(path))
            }
        }

        /// A request that never ends, and one that was no HTTP from the start.
        @Test(.timeLimit(.minutes(1))) func stoppingDoesNotWaitForWhoSaysNothing() async throws {
            let connections = try await RunningEngine.run(configure: { $0.limits.idleTime = .seconds(3600) }) { engine in
                let connections = try (0..<2).map { _ in try RawConnection(to: .tcp(port: engine.port)) }
                try await connections[0].send(Array("POST /api/auth/verify/ HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{".utf8))
                try await connections[1].send(Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8))
                _ = try await connections[1].receive(until: "\r\n\r\n")
                #expect(try await engine.request("GET", "/api/engine/healthcheck/").code == 200)
                return connections
            }
            for connection in connections { _ = try? await connection.receiveToEnd() }
        }

        @Test func httpAloneIsEnough() async throws {
            try await RunningEngine.run(configure: { $0.socketPath = nil }) { engine in
                #expect(engine.addresses.socketPath == nil)
                let answer = try await engine.request("GET", "/api/engine/healthcheck/")
                #expect(answer.code == 200)
            }
        }
    }
}
