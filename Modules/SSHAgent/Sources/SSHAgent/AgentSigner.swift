import CryptoBackend

/// A signer whose private key an agent holds. What the agent signs is verified before it goes anywhere.
public struct AgentSigner: Signer {
    private let agent: SSHAgent
    private let handle: any RSAPublicKeyHandle
    public let fingerprint: String

    public var publicKey: RSAPublicKey { handle.publicKey }

    init(agent: SSHAgent, fingerprint: String, handle: any RSAPublicKeyHandle) {
        self.agent = agent
        self.fingerprint = fingerprint
        self.handle = handle
    }

    /// Signs with RSASSA-PKCS1-v1_5 and SHA-256.
    ///
    /// - Throws: ``SSHAgentError``: `unreachable`, `refused`, `timedOut`, `invalidAnswer`; `CancellationError`, `CryptoError`.
    public func sign(_ message: [UInt8]) async throws -> [UInt8] {
        let signature = try await agent.signature(for: message, by: publicKey)
        guard try handle.isValidSignature(signature, for: message, scheme: .pkcs1v15SHA256) else {
            throw SSHAgentError(
                .invalidAnswer, "the SSH agent at \(agent.path) gave a signature that isn't one by the key \(fingerprint)")
        }
        return signature
    }
}
