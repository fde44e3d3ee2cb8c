import CryptoBackend
import EngineAPI
import Logging
import NIOHTTP1

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Signing in: a challenge, its signature, a token.
struct SignIn: Sendable {
    let transport: Transport
    let signer: (@Sendable () async throws -> any Signer)?

    private var address: EngineAddress { transport.address }

    /// - Parameter lifetime: How long the session should last; nil leaves it to the engine.
    func run(lifetime: GoDuration?, because need: SignInNeed = .noSession) async throws(EngineClientError) -> SessionGrant {
        guard let signer else {
            throw EngineClientError(
                .noKey, "\(need.words(address)), and there is no key to sign in with: name one with connection-key")
        }
        // The challenge comes first, so that nobody types a passphrase for something that is no engine.
        var (challenge, bytes) = try await freshChallenge()
        let asked = ContinuousClock.now
        let opened = try await prepared(signer)
        if asked.duration(to: .now) > challenge.lifetime.duration / 2 {
            (challenge, bytes) = try await freshChallenge()
        }
        let signature: [UInt8]
        do { signature = try await opened.sign(bytes) } catch { throw signerFailure(error) }
        let request = VerifyRequest(identity: challenge.identity, signature: signature, lifetime: lifetime, key: opened.fingerprint)
        let (grant, engineTime) = try await verify(request, fingerprint: opened.fingerprint)
        do {
            try checkClock(grant, engineTime: engineTime)
        } catch {
            // By the engine's clock it has only begun.
            try? await end(grant.token)
            throw error
        }
        transport.configuration.logger.debug("signed in to \(address) with the key \(opened.fingerprint)")
        return grant
    }

    func challenge() async throws(EngineClientError) -> Challenge {
        try await transport.one(.getPublic(EnginePath.challenge), token: nil).entity
    }

    func verify(_ request: VerifyRequest) async throws(EngineClientError) -> (SessionGrant, engineTime: Int64?) {
        let call: EngineCall
        do {
            call = try .post(EnginePath.verify, request, needsToken: false)
        } catch {
            throw EngineClientError(.signerFailed, "the signature can't be sent: \(error)", underlying: error)
        }
        let (grant, engineTime) = try await transport.one(call, of: SessionGrant.self, token: nil)
        guard isSendable(grant.token) else {
            throw EngineClientError(.answerUnreadable, "the engine at \(address) issued a token that can't be one")
        }
        return (grant, engineTime)
    }

    /// Ends a session (`POST /api/auth/logout/`).
    func end(_ token: String) async throws(EngineClientError) {
        let call = EngineCall(method: .POST, path: EnginePath.logout, form: .statusOnly)
        try await transport.exchange(call, of: NoEntity.self, token: token) { _ in }
    }

    private func freshChallenge() async throws(EngineClientError) -> (Challenge, [UInt8]) {
        let challenge = try await challenge()
        do {
            return (challenge, try Nonce.bytesToSign(challenge.nonce))
        } catch {
            throw EngineClientError(
                .nonceRefused,
                "nothing was signed for \(address): \(error); whoever runs it may be after your key's signature, so make sure that it is "
                    + "your engine",
                underlying: error)
        }
    }

    private func prepared(_ signer: @Sendable () async throws -> any Signer) async throws(EngineClientError) -> any Signer {
        do { return try await signer() } catch { throw signerFailure(error) }
    }

    private func signerFailure(_ error: any Error) -> EngineClientError {
        if error is CancellationError { return EngineClientError(.cancelled, "cancelled") }
        return error as? EngineClientError ?? EngineClientError(.signerFailed, "\(error)", underlying: error)
    }

    private func verify(
        _ request: VerifyRequest, fingerprint: String
    ) async throws(EngineClientError) -> (SessionGrant, engineTime: Int64?) {
        do {
            return try await verify(request)
        } catch {
            guard error.code == .refused, let code = error.failure?.code, code == 401 || code == 403 else { throw error }
            throw EngineClientError(
                .signInRefused,
                "the engine at \(address) doesn't let the key \(fingerprint) sign in: ask an administrator of the engine to register it "
                    + "(dxflow key register), or name another key with connection-key",
                failure: error.failure, status: error.status)
        }
    }

    /// A token that is over when it comes is of no use: one of the two clocks is wrong.
    private func checkClock(_ grant: SessionGrant, engineTime: Int64?) throws(EngineClientError) {
        let now = Int64(Date().timeIntervalSince1970)
        let difference = engineTime.map { ClockDifference(address: address, engineTime: $0) }
        guard grant.expiresAt <= now else {
            transport.configuration.tell(difference)
            return
        }
        let over = spanInWords(from: grant.expiresAt, to: now)
        guard let difference, abs(difference.seconds) >= 5 else {
            throw EngineClientError(
                .clockSkew,
                "the token that the engine at \(address) has just issued ended \(over) ago: the clocks of this machine and of "
                    + "the engine must agree")
        }
        throw EngineClientError(
            .clockSkew,
            "\(difference.words), so that a new token is already over: set the clock that is wrong")
    }
}
