import CryptoBackend
import ProfileConfig
import SSHAgent

/// The SSH agent of this run: the one at `connection-agent`, else the one that `SSH_AUTH_SOCK` tells of.
struct SigningAgent: Sendable {
    /// The path of its socket; nil where there is none.
    private let path: String?
    /// What says where it is, or would.
    let source: String
    private let isConfigured: Bool

    /// - Throws: `ProfileError` where `connection-agent` can't be used.
    init(_ workspace: Workspace) throws {
        let setting = try workspace.profile.value(for: "connection-agent")
        let configured = try workspace.profile.path(for: "connection-agent")
        isConfigured = setting != nil
        source = setting.map { "\($0.key), \($0.source)" } ?? "SSH_AUTH_SOCK"
        let named = configured ?? workspace.profiles.environment["SSH_AUTH_SOCK"] ?? ""
        path = named.isEmpty || configured == "none" ? nil : named
    }

    /// The agent, which has to hold a key.
    ///
    /// - Parameter purpose: What it is needed for, as in “the key SHA256:…”.
    /// - Throws: ``Failure`` where no agent is named.
    func reachable(for purpose: String) throws -> SSHAgent {
        guard let path else {
            let reason = isConfigured ? "connection-agent is none" : "SSH_AUTH_SOCK isn't set"
            throw Failure(
                "an SSH agent must hold \(purpose), and there is none: \(reason); start one with `eval \"$(ssh-agent)\"` and add the key "
                    + "with `ssh-add FILE`, or set connection-agent to the path of its socket")
        }
        return agent(at: path)
    }

    /// An agent that doesn't answer is to be named before the time limit for everything passes, which would name the engine.
    private func agent(at path: String) -> SSHAgent {
        var agent = SSHAgent(path: path)
        if let end = CommandDeadline.instant {
            let left = max(end - .now - .milliseconds(100), .milliseconds(1))
            agent.listingTimeout = min(agent.listingTimeout, left)
            agent.signingTimeout = min(agent.signingTimeout, left)
        }
        return agent
    }

    /// The signer for a key whose own file would take a passphrase; nil where no agent holds the key.
    func signerIfHeld(for key: RSAPublicKey, verifyingWith crypto: any CryptoBackend) async throws -> AgentSigner? {
        guard let path else { return nil }
        do {
            return try await agent(at: path).signer(for: key, verifyingWith: crypto)
        } catch let error as SSHAgentError {
            // An agent that has ended leaves its variable behind, which is nobody's mistake.
            if error.code != .keyNotFound, error.code != .unreachable || isConfigured {
                Console.current.warning("\(error)")
            }
            return nil
        }
    }
}
