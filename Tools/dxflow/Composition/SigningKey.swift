import CryptoBackend
import KeyFormats
import SSHAgent

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The key that signs a person in, opened when a signature is first needed: a private key file, or a key that an SSH agent holds, named by
/// its public key file or its fingerprint.
actor SigningKey {
    private let name: String
    private let agent: SigningAgent
    private let passphrase: PassphraseOptions?
    private let crypto: any CryptoBackend
    /// Once it is open: a second sign-in asks nobody again.
    private var opened: (any Signer)?

    /// - Parameters:
    ///   - name: The path of a private or public key file, or a fingerprint, `SHA256:` or `MD5:` in front.
    ///   - agent: The agent that may hold the key.
    init(_ name: String, agent: SigningAgent, passphrase: PassphraseOptions?, crypto: any CryptoBackend) {
        self.name = name
        self.agent = agent
        self.passphrase = passphrase
        self.crypto = crypto
    }

    /// Opens the key, asking for its passphrase if it has one that nobody has given and no agent holds the key.
    ///
    /// - Throws: What is wrong with the file or the agent, with its name.
    func open() async throws -> any Signer {
        if let opened { return opened }
        let signer: any Signer
        do {
            signer = try await found()
            try signer.publicKey.requireSignInSize()
        } catch let error as KeyFormatError {
            throw Failure("\(name): \(error)")
        } catch let error as SSHAgentError where error.code == .unreachable {
            throw Failure("\(error) (\(agent.source))")
        }
        opened = signer
        return signer
    }

    private func found() async throws -> any Signer {
        if name.hasPrefix("SHA256:") || name.hasPrefix("MD5:") {
            return try await agent.reachable(for: "the key \(name)").signer(forFingerprint: name, verifyingWith: crypto)
        }
        let contents: SecretBytes
        // Anybody may read a public key's file, so what it holds is looked at before that.
        var tooOpen: KeyFileError?
        do {
            contents = try KeyFileReader.readPrivateKey(at: name)
        } catch  where error.code == .tooOpen {
            contents = try KeyFileReader.readPublicKey(at: name)
            tooOpen = error
        } catch {
            // A private key that was taken away may have left its public half.
            guard isGone(name), let key = publicHalf() else { throw error }
            return try await agentSigner(for: key)
        }
        let file: PrivateKeyFile
        do {
            file = try PrivateKeyFile(contents)
        } catch {
            guard error.code == .isPublicKey else { throw error }
            return try await agentSigner(for: try PublicKeyFile(contents).key)
        }
        if let tooOpen { throw tooOpen }
        return try await open(file)
    }

    private func open(_ file: PrivateKeyFile) async throws -> any Signer {
        let given = file.isEncrypted ? try passphrase?.given() : nil
        if file.isEncrypted, given == nil, let key = file.publicKey ?? publicHalf(),
            let signer = try await agent.signerIfHeld(for: key, verifyingWith: crypto)
        {
            return signer
        }
        let key = try PrivateKeyOpening(crypto: crypto) { given }.attempt(file, named: name).key
        return BackendSigner(
            handle: try crypto.makePrivateKeyHandle(for: key), fingerprint: try key.publicKey.sha256Fingerprint(using: crypto))
    }

    private func agentSigner(for key: RSAPublicKey) async throws -> any Signer {
        try await agent.reachable(for: "the private half of the public key \(name)").signer(for: key, verifyingWith: crypto)
    }

    /// The public key that lies beside the private one: `NAME.pub` beside `NAME.pem` or `NAME`.
    private func publicHalf() -> RSAPublicKey? {
        let stem = name.hasSuffix(".pem") ? String(name.dropLast(".pem".count)) : name
        return publicKey(at: stem + ".pub")
    }

    private func publicKey(at path: String) -> RSAPublicKey? {
        (try? KeyFileReader.readPublicKey(at: path)).flatMap { try? PublicKeyFile($0) }?.key
    }

    private func isGone(_ path: String) -> Bool { access(path, F_OK) != 0 && errno == ENOENT }
}
