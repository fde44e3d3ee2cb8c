import CryptoBackend
import EngineAPI
import Logging

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
        try checkClock(grant, engineTime: engineTime)
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
        let difference = engineTime.map { spanInWords(from: min(now, $0), to: max(now, $0)) }
        let direction = "\((engineTime ?? now) < now ? "ahead of" : "behind") that of the engine at \(address)"
        guard grant.expiresAt <= now else {
            if let engineTime, let difference, abs(now.subtractingReportingOverflow(engineTime).partialValue) >= 60 {
                transport.configuration.logger.warning(
                    "this machine's clock is \(difference) \(direction): sessions seem \(engineTime < now ? "shorter" : "longer") than they are"
                )
            }
            return
        }
        let over = spanInWords(from: grant.expiresAt, to: now)
        guard let engineTime, let difference, abs(now.subtractingReportingOverflow(engineTime).partialValue) >= 5 else {
            throw EngineClientError(
                .clockSkew,
                "the token that the engine at \(address) has just issued ended \(over) ago: the clocks of this machine and of "
                    + "the engine must agree")
        }
        throw EngineClientError(
            .clockSkew,
            "this machine's clock is \(difference) \(direction), so that a new token is already over: set the clock that is wrong")
    }
}

/// The time between two moments for a person, in its largest two units: `2 h 5 min`. What an engine says may be any number.
func spanInWords(from start: Int64, to end: Int64) -> String {
    let (difference, isTooLong) = end.subtractingReportingOverflow(start)
    let seconds = isTooLong ? Int64.max : difference
    let units: [(length: Int64, name: String)] = [(86_400, "d"), (3_600, "h"), (60, "min"), (1, "s")]
    guard let index = units.firstIndex(where: { seconds >= $0.length }) else { return "0 s" }
    let largest = "\(seconds / units[index].length) \(units[index].name)"
    guard index + 1 < units.count else { return largest }
    let rest = seconds % units[index].length / units[index + 1].length
    return rest == 0 ? largest : largest + " \(rest) \(units[index + 1].name)"
}
