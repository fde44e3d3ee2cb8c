import CryptoBackend
import Dispatch
import EngineAPI
import Logging
import Synchronization

/// The key that signs tokens, and those that it has replaced, which verify what they signed until that has expired.
///
/// In a directory they outlive the process, however it ends. A change writes the retired keys first and then the new key over the old one:
/// between the two the old key is among both, and a start takes it for the one that signs. So whatever was signed is verified afterwards, and
/// of a retired key only the public half is left.
public final class TokenKeys: Sendable {
    /// How many retired keys there may be for another change to be made. A token from before key identifiers is tried with each of them.
    public static let maximumRetired = 32

    private let files: TokenKeyFiles?
    private let backend: any CryptoBackend
    private let state: Mutex<State>
    /// One change after the other; waits for the disk.
    private let changing = DispatchQueue(label: "dxflow.token-keys.changing")

    private struct State {
        var present: TokenSigningKey
        /// The last one first.
        var retired: [RetiredTokenKey]
        /// While the present key is being retired: when it ceases to verify, in seconds since 1970.
        var presentExpiresAt: Int64?
    }

    /// Keys that are gone with the process.
    ///
    /// - Throws: What the backend fails with.
    public init(ephemeral algorithm: TokenAlgorithm, backend: any CryptoBackend) throws {
        files = nil
        self.backend = backend
        state = Mutex(State(present: try TokenSigningKey.make(algorithm, backend: backend).key, retired: []))
    }

    /// The keys in a directory, in which a key is made if none is there.
    ///
    /// A key of another algorithm, by which the engine signed before, is retired.
    ///
    /// - Parameters:
    ///   - algorithm: How tokens are signed from now on.
    ///   - now: The time in seconds since 1970.
    ///   - announce: Called before a key of another algorithm is retired.
    /// - Throws: ``EngineStartError`` with `tokenKey` if a file is damaged or others may read it, `volume` if one can't be written; what
    ///   `announce` throws.
    init(
        in directory: String, algorithm: TokenAlgorithm, backend: any CryptoBackend, now: Int64,
        announce: (TokenAlgorithm) throws -> Void = { _ in }
    ) throws {
        let files = TokenKeyFiles(directory: directory, backend: backend)
        files.removeUnfinished()
        let kept = try files.retired()
        let others = try TokenAlgorithm.all.filter { $0 != algorithm }.compactMap { try files.key(of: $0)?.publicKey }
        for other in others { try announce(other.algorithm) }
        let present = try files.key(of: algorithm) ?? TokenKeys.make(algorithm, files, backend)
        let signing = Set(others.map(\.id) + [present.publicKey.id])
        let retired =
            others.map { RetiredTokenKey(key: $0, expiresAt: now + SessionIssuer.lifetimes.upperBound) }
            + kept.filter { $0.expiresAt > now && !signing.contains($0.key.id) }
        if !others.isEmpty || retired.count != kept.count { try files.write(retired) }
        for other in others { try files.remove(other.algorithm) }
        self.files = files
        self.backend = backend
        state = Mutex(State(present: present, retired: retired))
    }

    private static func make(
        _ algorithm: TokenAlgorithm, _ files: TokenKeyFiles, _ backend: any CryptoBackend
    ) throws(EngineStartError) -> TokenSigningKey {
        do {
            let (key, content) = try TokenSigningKey.make(algorithm, backend: backend)
            try files.write(content, of: algorithm)
            return key
        } catch let error as EngineStartError {
            throw error
        } catch {
            throw EngineStartError(.tokenKey, "no key that signs tokens can be made: \(error)")
        }
    }

    /// What signs a token now.
    ///
    /// - Returns: The key, and when the token has to expire at the latest where the key is just being retired. The session's lifetime counts
    ///   from before this call.
    func signing() -> (key: TokenSigningKey, expiresAt: Int64?) { state.withLock { ($0.present, $0.presentExpiresAt) } }

    /// What verifies tokens: the present key, then the retired ones whose sessions haven't all expired.
    ///
    /// - Parameter now: The time in seconds since 1970.
    func publicKeys(now: Int64) -> [TokenPublicKey] {
        state.withLock { state in [state.present.publicKey] + state.retired.lazy.filter { $0.expiresAt > now }.map(\.key) }
    }

    /// Has another key sign from now on. The old one verifies what it signed until that has expired, 24 hours later.
    ///
    /// - Parameters:
    ///   - clock: Tells the time.
    ///   - announce: Called with the identifiers of the new key and the old one before anything is changed; nothing is if it throws.
    /// - Returns: When the new key signs, and will sign after whatever happens to the process.
    /// - Throws: ``TokenKeyRotationError``; what `announce` throws.
    func rotate(
        clock: EngineClock, announce: @escaping @Sendable (_ new: String, _ old: String) throws -> Void = { _, _ in }
    ) async throws -> TokenKeyRotation {
        try await withCheckedThrowingContinuation { continuation in
            changing.async { continuation.resume(with: Result { try self.change(clock, announce) }) }
        }
    }

    /// Runs on `changing`.
    private func change(_ clock: EngineClock, _ announce: (String, String) throws -> Void) throws -> TokenKeyRotation {
        let now = clock.secondsSince1970
        let (old, retired) = state.withLock { ($0.present, $0.retired.filter { $0.expiresAt > now }) }
        if retired.count >= TokenKeys.maximumRetired, let first = retired.map(\.expiresAt).min() {
            throw TokenKeyRotationError.tooMany(until: first)
        }
        let new: TokenSigningKey
        let content: SecretBytes
        do { (new, content) = try TokenSigningKey.make(old.publicKey.algorithm, backend: backend) } catch {
            throw TokenKeyRotationError.failed("no key that signs tokens can be made: \(error)")
        }
        try announce(new.publicKey.id, old.publicKey.id)
        // What the old key signs until the new one is on the disk mustn't outlive it.
        let expiry = state.withLock { state in
            let expiry = clock.secondsSince1970 + SessionIssuer.lifetimes.upperBound
            state.presentExpiresAt = expiry
            return expiry
        }
        let all = [RetiredTokenKey(key: old.publicKey, expiresAt: expiry)] + retired
        do {
            try files?.write(all)
            try files?.write(content, of: old.publicKey.algorithm)
        } catch {
            state.withLock { $0.presentExpiresAt = nil }
            throw TokenKeyRotationError.failed("\(error)")
        }
        state.withLock { $0 = State(present: new, retired: all) }
        return TokenKeyRotation(keyID: new.publicKey.id, retiresAt: expiry)
    }

    /// Forgets the retired keys whose sessions have all expired, in memory and on the disk.
    ///
    /// - Parameter now: The time in seconds since 1970.
    /// - Throws: ``EngineStartError`` with `volume`; they verify nothing all the same.
    func removeExpired(now: Int64) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            changing.async {
                continuation.resume(
                    with: Result {
                        let retired = self.state.withLock { $0.retired }
                        let rest = retired.filter { $0.expiresAt > now }
                        guard rest.count < retired.count else { return }
                        try self.files?.write(rest)
                        self.state.withLock { $0.retired = rest }
                    })
            }
        }
    }

    /// Forgets each retired key when its time has come, a minute later at the most, until the task is cancelled.
    func keepRemovingExpired(clock: EngineClock, logger: Logger) async {
        while true {
            let now = clock.secondsSince1970
            // One that is retired meanwhile lasts longer than this.
            let next = state.withLock { $0.retired.map(\.expiresAt).min() } ?? now + SessionIssuer.lifetimes.upperBound
            let pause = min(max(next - now, 60), SessionIssuer.lifetimes.upperBound)
            guard (try? await Task.sleep(for: .seconds(pause))) != nil else { return }
            do { try await removeExpired(now: clock.secondsSince1970) } catch { logger.error("\(error)") }
        }
    }
}
