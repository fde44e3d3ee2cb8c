import CryptoBackend
import Foundation
import KeyFormats
import OpenSSLBackend
import SSHAgent
import Testing

/// What OpenSSH's own agent does, keys on a token among it.
@Suite struct RealAgentTests {
    private let backend: any CryptoBackend
    private let agent: RealAgent
    private let message = Array("a nonce of the engine's".utf8)

    init() throws {
        backend = try OpenSSLBackend()
        agent = try RealAgent()
    }

    private func publicKey(_ name: String) throws -> RSAPublicKey { try PublicKeyFile(try agent.read("\(name).pub")).key }

    private func isSigned(_ signature: [UInt8], by key: RSAPublicKey) throws -> Bool {
        try backend.makePublicKeyHandle(for: key).isValidSignature(signature, for: message, scheme: .pkcs1v15SHA256)
    }

    @Test("A key that was added signs, found by its public half and by its fingerprint")
    func signs() async throws {
        try agent.makeKey("alice")
        try agent.makeKey("bob", type: ["-t", "rsa", "-b", "3072"])
        try agent.makeKey("carol", type: ["-t", "ed25519"])
        try agent.run("ssh-add", ["carol", "alice", "bob"])
        let keys = SSHAgent(path: agent.socketPath)
        #expect(try await keys.identities().map(\.comment) == ["alice@example", "bob@example"])
        for name in ["alice", "bob"] {
            let key = try publicKey(name)
            let signer = try await keys.signer(for: key, verifyingWith: backend)
            #expect(try isSigned(try await signer.sign(message), by: key))
            let printed = try agent.run("ssh-keygen", ["-lf", "\(name).pub"]).split(separator: " ")[1]
            #expect(signer.fingerprint == printed)
            let old = try agent.run("ssh-keygen", ["-l", "-E", "md5", "-f", "\(name).pub"]).split(separator: " ")[1]
            for fingerprint in [printed, old] {
                let found = try await keys.signer(forFingerprint: String(fingerprint), verifyingWith: backend)
                #expect(found.publicKey == key && found.fingerprint == printed)
            }
        }
    }

    @Test("A key that the agent doesn't hold is named")
    func unknownKey() async throws {
        try agent.makeKey("alice")
        let keys = SSHAgent(path: agent.socketPath)
        let error = await #expect(throws: SSHAgentError.self) {
            try await keys.signer(for: try publicKey("alice"), verifyingWith: backend)
        }
        #expect(error?.code == .keyNotFound)
        #expect(error?.message.contains(try publicKey("alice").sha256Fingerprint(using: backend)) == true)
    }

    @Test("A key that is removed between looking and signing is a refusal")
    func removedKey() async throws {
        try agent.makeKey("alice")
        try agent.run("ssh-add", ["alice"])
        let signer = try await SSHAgent(path: agent.socketPath).signer(for: try publicKey("alice"), verifyingWith: backend)
        try agent.run("ssh-add", ["-D"])
        let error = await #expect(throws: SSHAgentError.self) { try await signer.sign(message) }
        #expect(error?.code == .refused)
    }

    @Test("A key whose owner is asked signs when he agrees, and doesn't when he refuses")
    func confirmation() async throws {
        try agent.makeKey("alice")
        try agent.answerQuestions(with: nil)
        try agent.run("ssh-add", ["-c", "alice"])
        let key = try publicKey("alice")
        let signer = try await SSHAgent(path: agent.socketPath).signer(for: key, verifyingWith: backend)
        let error = await #expect(throws: SSHAgentError.self) { try await signer.sign(message) }
        #expect(error?.code == .refused)
        try agent.answerQuestions(with: "yes")
        #expect(try isSigned(try await signer.sign(message), by: key))
    }

    @Test("A locked agent tells of no key and signs again when it is unlocked")
    func locked() async throws {
        try agent.makeKey("alice")
        try agent.run("ssh-add", ["alice"])
        let keys = SSHAgent(path: agent.socketPath)
        let key = try publicKey("alice")
        let signer = try await keys.signer(for: key, verifyingWith: backend)
        try agent.answerQuestions(with: "sesame")
        try agent.run("ssh-add", ["-x"])
        #expect(try await keys.identities().isEmpty)
        let missing = await #expect(throws: SSHAgentError.self) { try await keys.signer(for: key, verifyingWith: backend) }
        #expect(missing?.code == .keyNotFound)
        let refused = await #expect(throws: SSHAgentError.self) { try await signer.sign(message) }
        #expect(refused?.code == .refused)
        try agent.run("ssh-add", ["-X"])
        #expect(try isSigned(try await signer.sign(message), by: key))
    }

    @Test("A key on a token signs, though it never leaves it")
    func token() async throws {
        try FileManager.default.createDirectory(atPath: "\(agent.folder)/tokens", withIntermediateDirectories: false)
        try agent.write("softhsm2.conf", "directories.tokendir = \(agent.folder)/tokens\n")
        try agent.run("softhsm2-util", ["--init-token", "--free", "--label", "test", "--pin", "1234", "--so-pin", "12345678"])
        try agent.run("openssl", ["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", "token.pem"])
        try agent.run("softhsm2-util", ["--import", "token.pem", "--token", "test", "--label", "key", "--id", "01", "--pin", "1234"])
        try agent.run("sh", ["-c", "ssh-keygen -y -f token.pem > token.pub"])
        try agent.answerQuestions(with: "1234")
        let library = try agent.run("find", ["/usr/lib", "-name", "libsofthsm2.so"]).split(separator: "\n").last
        try agent.run("ssh-add", ["-s", String(try #require(library))])
        let key = try publicKey("token")
        let signer = try await SSHAgent(path: agent.socketPath).signer(for: key, verifyingWith: backend)
        #expect(try isSigned(try await signer.sign(message), by: key))
    }

    @Test("Many signatures at once come to those who asked for them")
    func concurrent() async throws {
        try agent.makeKey("alice")
        try agent.run("ssh-add", ["alice"])
        let signer = try await SSHAgent(path: agent.socketPath).signer(for: try publicKey("alice"), verifyingWith: backend)
        let handle = try backend.makePublicKeyHandle(for: signer.publicKey)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for index in 0..<32 {
                group.addTask {
                    let message = Array("message \(index)".utf8)
                    return try handle.isValidSignature(try await signer.sign(message), for: message, scheme: .pkcs1v15SHA256)
                }
            }
            for try await isValid in group { #expect(isValid) }
        }
    }

    @Test("No agent at the path, and a path too long for a socket")
    func unreachable() async throws {
        for path in ["\(agent.folder)/nobody", "", "/tmp/" + String(repeating: "x", count: 200)] {
            let error = await #expect(throws: SSHAgentError.self) { try await SSHAgent(path: path).identities() }
            #expect(error?.code == .unreachable)
        }
    }
}
