import CryptoBackend
import Dispatch
import KeyFormats

/// An SSH agent: a program that holds private keys and signs with them, reached by a Unix socket (draft-ietf-sshm-ssh-agent).
///
/// A key on a smart card, and one whose owner is asked before each signature, sign as any other does: the agent sees to it.
///
///     let agent = SSHAgent(path: path)
///     let signer = try await agent.signer(for: publicKey, verifyingWith: backend)
public struct SSHAgent: Sendable {
    /// The path of the agent's socket, what `SSH_AUTH_SOCK` holds.
    public let path: String
    /// How long the agent may take to list its keys.
    public var listingTimeout: Duration = .seconds(10)
    /// How long the agent may take to sign: somebody may have to confirm that, or to touch a token.
    public var signingTimeout: Duration = .seconds(120)

    public init(path: String) {
        self.path = path
    }

    /// The RSA keys that the agent holds, in its order; other keys, and certificates, are left out. A locked agent tells of none.
    ///
    /// - Throws: ``SSHAgentError``: `unreachable`, `timedOut`, `invalidAnswer`; `CancellationError`.
    public func identities() async throws -> [AgentIdentity] {
        try await list().compactMap { listed in
            (try? listed.key.get()).map { AgentIdentity(publicKey: $0, comment: listed.comment) }
        }
    }

    private func list() async throws -> [AgentMessage.ListedKey] {
        try AgentMessage.identities(in: try await answer(to: AgentMessage.requestIdentities, within: listingTimeout))
    }

    /// Signs with RSASSA-PKCS1-v1_5 and SHA-256, which SSH calls `rsa-sha2-256` (RFC 8332).
    ///
    /// The signature isn't verified here: ``AgentSigner`` does that.
    ///
    /// - Returns: A signature as long as the modulus.
    /// - Throws: ``SSHAgentError``: `unreachable`, `refused`, `timedOut`, `invalidAnswer`; `CancellationError`.
    public func signature(for message: [UInt8], by key: RSAPublicKey) async throws -> [UInt8] {
        let answer = try await answer(to: AgentMessage.signRequest(for: message, by: key), within: signingTimeout)
        return try AgentMessage.signature(in: answer, by: key)
    }

    /// The signer for one of the agent's keys.
    ///
    /// - Parameter backend: Makes the fingerprint, and verifies what the agent signs.
    /// - Throws: ``SSHAgentError``: `keyNotFound`, and as ``identities()``; `CryptoError`.
    public func signer(for key: RSAPublicKey, verifyingWith backend: any RSAOperations & Digests) async throws -> AgentSigner {
        let fingerprint = try key.sha256Fingerprint(using: backend)
        let keys = try await list()
        guard keys.contains(where: { (try? $0.key.get()) == key }) else { throw keyNotFound(fingerprint, among: keys) }
        return AgentSigner(agent: self, fingerprint: fingerprint, handle: try backend.makePublicKeyHandle(for: key))
    }

    /// The signer for the agent's key of that fingerprint.
    ///
    /// - Parameter fingerprint: As `ssh-add -l` shows it, `SHA256:` and base64 without padding; or as `ssh-add -l -E md5` does, `MD5:` and
    ///   hexadecimal with colons.
    /// - Throws: ``SSHAgentError``: `keyNotFound`, and as ``identities()``; `CryptoError`.
    public func signer(
        forFingerprint fingerprint: String, verifyingWith backend: any RSAOperations & Digests
    ) async throws -> AgentSigner {
        let keys = try await list()
        for listed in keys {
            let sha256 = try OpenSSHPublicKey.sha256Fingerprint(ofBlob: listed.blob, using: backend)
            guard
                try fingerprint.hasPrefix("MD5:")
                    ? OpenSSHPublicKey.md5Fingerprint(ofBlob: listed.blob, using: backend) == fingerprint : sha256 == fingerprint
            else { continue }
            switch listed.key {
            case .success(let key):
                return AgentSigner(agent: self, fingerprint: sha256, handle: try backend.makePublicKeyHandle(for: key))
            case .failure(let error):
                throw SSHAgentError(.keyNotFound, "the SSH agent at \(path) holds \(fingerprint), and \(error)")
            }
        }
        throw keyNotFound(fingerprint, among: keys)
    }

    private func keyNotFound(_ fingerprint: String, among keys: [AgentMessage.ListedKey]) -> SSHAgentError {
        SSHAgentError(
            .keyNotFound,
            keys.isEmpty
                ? "the SSH agent at \(path) holds no key, or is locked, and \(fingerprint) is wanted; `ssh-add FILE` adds a key, "
                    + "`ssh-add -X` unlocks the agent"
                : "the SSH agent at \(path) doesn't hold the key \(fingerprint); `ssh-add -l` lists what it holds, `ssh-add FILE` adds a key"
        )
    }

    /// Asks on a thread that may block.
    private func answer(to message: [UInt8], within timeout: Duration) async throws -> [UInt8] {
        try Task.checkCancellation()
        let connection = try AgentConnection(path: path, deadline: .now + timeout)
        let result: Result<[UInt8], SSHAgentError> = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                DispatchQueue.global().async {
                    continuation.resume(
                        returning: Result { () throws(SSHAgentError) in try connection.exchange(message) })
                }
            }
        } onCancel: {
            connection.interrupt()
        }
        try Task.checkCancellation()
        return try result.get()
    }
}
