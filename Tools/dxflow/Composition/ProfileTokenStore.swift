import CryptoBackend
import EngineAPI
import EngineClient
import ProfileConfig

/// Keeps the token of a session in the profile, with a label that tells whose it is.
///
/// A token must not go to another engine than the one that granted it, nor pass for a session of another key; and address and key may be
/// others in the next run, by the environment or by an edit of the file.
struct ProfileTokenStore: TokenStore {
    private static let tokenKey = "connection-token"
    private static let labelKey = "connection-token-label"
    private static let fingerprintKey = "connection-fingerprint"

    let profiles: ProfileDirectory
    let profile: ProfileName
    let address: EngineAddress
    /// The path of the key that signs in, if one is configured.
    let keyPath: String?
    let digests: any Digests

    func token() async throws -> String? {
        let document = try profiles.load(profile).document
        guard let token = document.text(of: Self.tokenKey), !token.isEmpty else { return nil }
        if let label = document.text(of: Self.labelKey), try label == self.label(of: token) { return token }
        // A token without a label of its own was put there by another program, for the address and the key that stand beside it.
        guard document.text(of: Self.labelKey) == nil, let granter = document.text(of: "connection-address"),
            (try? EngineAddress(parsing: granter)) == address, !isOverridden("connection-key")
        else { return nil }
        return token
    }

    func update(_ body: @Sendable (String?) async throws -> String?) async throws -> String? {
        // The token's lock is held while somebody signs in; the profile's own only while its file is rewritten.
        let lock: ProfileLock
        do {
            lock = try await tokenLock()
        } catch let error as ProfileError where error.code == .system {
            // Nothing can be written there, as in a container: then nobody else waits for this session either.
            let before = try await token()
            let after = try await body(before)
            guard after == before else { throw error }
            return after
        }
        let before = try await token()
        let after = try await body(before)
        if after != before { try keep(after) }
        lock.release()
        return after
    }

    private func keep(_ token: String?) throws {
        try uninterrupted {
            try profiles.update(profile) { document in
                if let token {
                    try document.set(Self.tokenKey, to: .string(token))
                    try document.set(Self.labelKey, to: .string(try label(of: token)))
                } else {
                    try Self.forget(&document)
                }
            }
        }
    }

    /// Takes out of a profile what belongs to an engine or a key that isn't any more what it was: a session belongs to the engine that granted it
    /// and to the key that signed in, and a certificate to its engine. What was changed along with them is left.
    static func forgetOfAnother(_ document: inout ProfileDocument, before: ProfileDocument) throws {
        let after = document
        func isChanged(_ key: String) -> Bool { before.text(of: key) != after.text(of: key) }
        if isChanged("connection-address"), before.text(of: "connection-address") != nil, !isChanged(fingerprintKey) {
            _ = try document.unset(fingerprintKey)
        }
        guard isChanged("connection-address") || isChanged("connection-key"), !isChanged(tokenKey) else { return }
        try forget(&document)
    }

    /// Takes the token out of a profile.
    static func forget(_ document: inout ProfileDocument) throws {
        _ = try document.unset(tokenKey)
        _ = try document.unset(labelKey)
    }

    /// Waits while another process signs in, and says so if that takes long: somebody may be asked for a passphrase there.
    private func tokenLock() async throws -> ProfileLock {
        do {
            return try await profiles.tokenLock(profile, waitingAtMost: .seconds(2))
        } catch let error as ProfileError where error.code == .locked {
            Console.current.note("Waiting for another dxflow that is signing in with the profile \(profile).")
        }
        do {
            // Longer than an agent may take whose owner has to agree.
            return try await profiles.tokenLock(profile, waitingAtMost: .seconds(180))
        } catch let error as ProfileError where error.code == .locked {
            throw Failure(
                "another dxflow is signing in with the profile \(profile) and isn't done after three minutes; answer its question or stop it"
            )
        }
    }

    private func isOverridden(_ key: String) -> Bool {
        KnownKey.standard(volume: "").contains { $0.name == key && profiles.environment[$0.variable]?.isEmpty == false }
    }

    /// What stands beside a token: nothing can be told from it but whether it belongs to this address, this key and this very token.
    private func label(of token: String) throws -> String {
        let text = ["\(address)", keyPath ?? "", token].joined(separator: "\n")
        return Base64URL.encode(try digests.digest(.sha256, of: Array(text.utf8)).prefix(16))
    }
}
