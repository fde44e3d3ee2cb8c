import AuthorizedKeys
import CryptoBackend
import EngineAPI
import KeyFormats

/// Decides whether the answer to a challenge signs somebody in, and whom.
///
/// The order matters: the challenge is genuine, then fresh, then spent in one step, and only then a key is looked for. So each challenge
/// gives one guess, and who hasn't a challenge makes the engine do nothing but one HMAC.
public struct Authenticator: Sendable {
    private let challenges: ChallengeIssuer
    private let spent: any SpentChallenges
    private let store: any KeyStore
    private let handles: PublicKeyHandles
    private let clock: EngineClock
    private let maximumCandidates: Int
    private let decoy: (any RSAPublicKeyHandle)?

    /// - Parameters:
    ///   - challenges: Who issued the challenges.
    ///   - spent: Which of them have been answered.
    ///   - store: Who may sign in.
    ///   - backend: Verifies signatures.
    ///   - clock: Tells which keys have expired.
    ///   - maximumCandidates: How many keys are tried at the most when the answer doesn't say which one signed.
    public init(
        challenges: ChallengeIssuer, spent: any SpentChallenges, store: any KeyStore, backend: any RSAOperations & RandomSource,
        clock: EngineClock, maximumCandidates: Int = EngineLimits().signInCandidates
    ) {
        self.challenges = challenges
        self.spent = spent
        self.store = store
        self.clock = clock
        self.maximumCandidates = maximumCandidates
        handles = PublicKeyHandles(backend: backend, capacity: 1024)
        decoy = Authenticator.decoy(backend)
    }

    /// What every failed verification answers: nothing in it tells which part failed.
    static let failure = EngineFailure.unauthorized(
        "The sign-in failed. Ask for a new challenge and sign its nonce with a registered key.")

    /// Answers a challenge.
    ///
    /// - Parameters:
    ///   - address: Whence the answer came, an IP address as text; nil for over the engine's own socket.
    ///   - request: The answer.
    /// - Returns: The key that signed.
    /// - Throws: `EngineFailure`: 401 with the same words whatever was wrong with the answer, 503 while no more challenges can be spent,
    ///   500 if the keys can't be read.
    public func authenticate(from address: String?, _ request: VerifyRequest) async throws(EngineFailure) -> RegisteredKey {
        do { return try await decide(request, from: address) } catch { throw error.failure }
    }

    /// Answers a challenge, and tells the true reason where it refuses.
    func decide(_ request: VerifyRequest, from address: String?) async throws(SignInRefusal) -> RegisteredKey {
        let challenge: OpenChallenge
        do {
            guard let open = try challenges.openChallenge(identity: request.identity) else {
                throw SignInRefusal(Authenticator.failure, "the challenge isn't one of this engine, or is too old")
            }
            challenge = open
        } catch let refusal as SignInRefusal {
            throw refusal
        } catch {
            throw SignInRefusal(.internalError("The engine can't check challenges: \(error)."), "challenges can't be checked")
        }
        switch await spent.spend(challenge.id, until: challenge.expiry, now: challenge.now) {
        case .spent: break
        case .alreadySpent: throw SignInRefusal(Authenticator.failure, "the challenge was answered before")
        case .full:
            throw SignInRefusal(
                .unavailable("Too many challenges are being answered at once. Try again in a minute."), "too many challenges were answered")
        }
        let message = Array(challenge.nonce.utf8)
        do {
            for key in try await candidates(for: request) where verifies(request.signature, of: message, under: key) {
                guard !key.isDisabled else { throw SignInRefusal(Authenticator.failure, "the key is disabled", key) }
                guard !key.hasExpired(at: clock.secondsSince1970) else {
                    throw SignInRefusal(Authenticator.failure, "the key has expired", key)
                }
                guard key.isAllowed(from: address) else {
                    throw SignInRefusal(Authenticator.failure, "the key may not be used from this address", key)
                }
                return key
            }
        } catch let refusal as SignInRefusal {
            throw refusal
        } catch {
            throw SignInRefusal(.internalError("The engine can't read its registered keys."), "the keys can't be read")
        }
        throw SignInRefusal(Authenticator.failure, "no registered key has made the signature")
    }

    /// The keys that may have signed: the one that is named, or those that the signature's length fits.
    private func candidates(for request: VerifyRequest) async throws(KeyStoreError) -> [RegisteredKey] {
        guard let fingerprint = request.key else {
            return try await store.candidates(modulusLength: request.signature.count, limit: maximumCandidates)
        }
        guard let key = try await store.registeredKey(fingerprint: fingerprint) else {
            // A name that is unknown takes about as long as one that is known and didn't sign.
            if let decoy { _ = try? decoy.isValidSignature(Authenticator.decoySignature, for: [], scheme: .pkcs1v15SHA256) }
            return []
        }
        return [key]
    }

    private func verifies(_ signature: [UInt8], of message: [UInt8], under key: RegisteredKey) -> Bool {
        guard key.key.bitWidth >= RSAPublicKey.minimumSignInSize,
            signature.count == key.key.modulusLength
        else {
            return false
        }
        // A key that the backend doesn't take signs nobody in, and doesn't stand in the way of the others.
        let handle = try? handles.handle(for: key.key, fingerprint: key.fingerprint)
        return (try? handle?.isValidSignature(signature, for: message, scheme: .pkcs1v15SHA256)) ?? false
    }

    private static let decoySignature = [UInt8](repeating: 1, count: 256)

    /// A number of 2048 bits that is nobody's modulus.
    private static func decoy(_ backend: any RSAOperations & RandomSource) -> (any RSAPublicKeyHandle)? {
        guard var modulus = try? backend.randomBytes(count: 256) else { return nil }
        modulus[0] |= 0x80
        modulus[255] |= 1
        guard let key = try? RSAPublicKey(modulus: modulus, publicExponent: [1, 0, 1]) else { return nil }
        return try? backend.makePublicKeyHandle(for: key)
    }
}
