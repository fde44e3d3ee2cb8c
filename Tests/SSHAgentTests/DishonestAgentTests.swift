import CryptoBackend
import Foundation
import KeyFormats
import OpenSSLBackend
import SSHAgent
import Testing

/// Agents that lie, stall or speak nonsense.
@Suite struct DishonestAgentTests {
    private static let failure: [UInt8] = framed([5])
    private let backend: any CryptoBackend
    private let message = Array("a nonce of the engine's".utf8)
    private let key: RSAPrivateKey

    init() throws {
        backend = try OpenSSLBackend()
        key = try backend.generateRSAKey(bits: 2048)
    }

    private static func framed(_ message: [UInt8]) -> [UInt8] {
        withUnsafeBytes(of: UInt32(message.count).bigEndian) { Array($0) } + message
    }

    private static func list(of key: RSAPublicKey) -> [UInt8] {
        var writer = SSHWriter()
        writer.write(byte: 12)
        writer.write(uint32: 1)
        writer.write(string: OpenSSHPublicKey.blob(of: key))
        writer.write(string: "a key")
        return framed(writer.bytes)
    }

    private static func answer(_ signature: [UInt8], algorithm: String = "rsa-sha2-256") -> [UInt8] {
        var content = SSHWriter()
        content.write(string: algorithm)
        content.write(string: signature)
        var writer = SSHWriter()
        writer.write(byte: 14)
        writer.write(string: content.bytes)
        return framed(writer.bytes)
    }

    /// Lets an agent that lists the key give that answer to the request for a signature.
    private func sign(_ answer: [UInt8], hangsUp: Bool = true) async throws -> [UInt8] {
        let list = Self.list(of: key.publicKey)
        let fake = try FakeAgent(hangsUp: hangsUp) { $0.first == 11 ? list : answer }
        var agent = SSHAgent(path: fake.socketPath)
        agent.signingTimeout = .milliseconds(300)
        defer { withExtendedLifetime(fake) {} }
        return try await agent.signer(for: key.publicKey, verifyingWith: backend).sign(message)
    }

    private func code(_ answer: [UInt8], hangsUp: Bool = true) async -> SSHAgentError.Code? {
        await #expect(throws: SSHAgentError.self) { try await sign(answer, hangsUp: hangsUp) }?.code
    }

    private func signature(of message: [UInt8], by key: RSAPrivateKey) throws -> [UInt8] {
        try backend.makePrivateKeyHandle(for: key).signature(for: message, scheme: .pkcs1v15SHA256)
    }

    @Test("A right signature is taken, and one without its zeros in front")
    func right() async throws {
        let right = try signature(of: message, by: key)
        #expect(try await sign(Self.answer(right)) == right)
        // A signature that begins with a zero comes once in 256 messages.
        var number = 0
        while true {
            let candidate = Array("message \(number)".utf8)
            let signature = try signature(of: candidate, by: key)
            if signature[0] == 0 {
                let answer = Self.answer(Array(signature.drop { $0 == 0 }))
                let fake = try FakeAgent { _ in answer }
                defer { withExtendedLifetime(fake) {} }
                #expect(try await SSHAgent(path: fake.socketPath).signature(for: candidate, by: key.publicKey) == signature)
                return
            }
            number += 1
        }
    }

    @Test("A signature of something else, by another key, of another kind or length is none")
    func lies() async throws {
        let other = try backend.generateRSAKey(bits: 2048)
        let right = try signature(of: message, by: key)
        #expect(await code(Self.answer(try signature(of: Array("another message".utf8), by: key))) == .invalidAnswer)
        #expect(await code(Self.answer(try signature(of: message, by: other))) == .invalidAnswer)
        #expect(await code(Self.answer(right, algorithm: "ssh-rsa")) == .invalidAnswer)
        #expect(await code(Self.answer(right, algorithm: "ssh-ed25519")) == .invalidAnswer)
        #expect(await code(Self.answer(right + [0])) == .invalidAnswer)
        #expect(await code(Self.answer([])) == .invalidAnswer)
        #expect(await code(Self.failure) == .refused)
    }

    @Test("Answers that make no sense are no answers")
    func nonsense() async throws {
        let right = Self.answer(try signature(of: message, by: key))
        for answer in [
            [], [0], [0, 0, 0, 0], [0xff, 0xff, 0xff, 0xff, 14], Self.framed([6]), Self.framed([14]), Self.framed([5, 0]),
            Self.framed([14, 0xff, 0xff, 0xff, 0xff]), Array(right.dropLast()), right.dropLast(200) + [],
            Self.framed(Array(right.dropFirst(4)) + [0]),
        ] as [[UInt8]] {
            #expect(await code(answer) == .invalidAnswer, "\(answer.prefix(16))")
        }
        for list in [[12], [12, 0xff, 0xff, 0xff, 0xff], [12, 0, 0, 0, 1, 0, 0, 0, 9], [12, 0, 0, 0, 0, 1], [13, 0, 0, 0, 0]] as [[UInt8]] {
            let fake = try FakeAgent { _ in Self.framed(list) }
            defer { withExtendedLifetime(fake) {} }
            let error = await #expect(throws: SSHAgentError.self) { try await SSHAgent(path: fake.socketPath).identities() }
            #expect(error?.code == .invalidAnswer, "\(list)")
        }
    }

    @Test("An agent that stalls is waited for as long as was said")
    func stalls() async throws {
        #expect(await code([], hangsUp: false) == .timedOut)
        #expect(await code(Array(Self.answer(try signature(of: message, by: key)).prefix(40)), hangsUp: false) == .timedOut)
    }

    @Test("An agent that takes no connection is waited for as long as was said")
    func takesNoConnection() async throws {
        let (folder, path, listener) = try FakeAgent.listener(backlog: 0)
        defer {
            close(listener)
            try? FileManager.default.removeItem(atPath: folder)
        }
        var agent = SSHAgent(path: path)
        agent.listingTimeout = .milliseconds(300)
        let question = agent
        // The first of them is taken into the queue, the others find it full.
        await withTaskGroup(of: SSHAgentError.Code?.self) { group in
            for _ in 0..<3 {
                group.addTask { await #expect(throws: SSHAgentError.self) { try await question.identities() }?.code }
            }
            for await code in group { #expect(code == .timedOut) }
        }
    }

    @Test("Whoever cancels doesn't wait for the agent")
    func cancelled() async throws {
        let fake = try FakeAgent(hangsUp: false) { _ in [] }
        let agent = SSHAgent(path: fake.socketPath)
        defer { withExtendedLifetime(fake) {} }
        let task = Task { try await agent.signature(for: message, by: key.publicKey) }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
