import EngineAPI
import NIOHTTP1

extension EngineClient {
    /// Registers a public key (`POST /api/engine/key/`).
    ///
    /// An engine that knows no expiry and no networks of keys registers the key without them, and doesn't say so. Where the request has one of
    /// them, the engine's keys are listed first; and where neither the engine's answer nor its list then has it, the key is unregistered
    /// again, unless it was there before. An answer that can't be read says as little.
    ///
    /// - Throws: ``EngineClientError``, with the code `disregarded` where the key was registered on other terms than was asked for; the message
    ///   says what became of it.
    public func register(_ request: KeyRegistrationRequest) async throws(EngineClientError) -> KeyRegistration {
        let call: EngineCall
        do {
            call = try .post(EnginePath.key, request)
        } catch {
            throw EngineClientError(.refused, "the key can't be sent: \(error)", underlying: error)
        }
        let terms = KeyTerms(request)
        return try await withinDeadline {
            let before = terms.areExtended ? try await self.keys(includingDisabled: true) : nil
            let answer: KeyRegistration
            do throws(EngineClientError) {
                answer = try await self.one(call)
            } catch {
                guard error.code == .answerUnreadable, let before,
                    let new = try? await self.newKey(of: request, since: before)
                else { throw error }
                answer = KeyRegistration(identity: new.identity, permissions: new.permissions)
            }
            let missing = terms.missing(in: answer)
            guard !missing.isEmpty else { return answer }
            guard let before else {
                throw self.disregarded(
                    missing, of: answer.identity,
                    "; it was left as it is, for it may be one that was there before: dxflow key unregister removes it")
            }
            return try await self.confirm(answer, on: terms, before: before)
        }
    }

    /// Changes a key (`PATCH /api/engine/key/`, which older engines don't have).
    ///
    /// - Parameter force: Also if no other key could then manage keys.
    /// - Returns: The key as it is now.
    /// - Throws: ``EngineClientError``, with the code `disregarded` where the engine hasn't made all of the change.
    public func change(_ key: KeySelector, to change: KeyChange, force: Bool = false) async throws(EngineClientError) -> KeyRecord {
        var call: EngineCall
        do {
            call = try .post(EnginePath.key, change)
        } catch {
            throw EngineClientError(.refused, "the change can't be sent: \(error)", underlying: error)
        }
        call.method = .PATCH
        call.query = query(key, force: force)
        return try await withinDeadline { [call] in
            let record: KeyRecord
            do throws(EngineClientError) {
                record = try await self.one(call)
            } catch {
                guard case .identity(let identity) = key, [404, 405, 501].contains(error.status),
                    try await self.keys(includingDisabled: true).contains(where: { $0.identity == identity })
                else { throw error }
                throw EngineClientError(
                    .refused,
                    "the engine at \(self.address) can't change keys: unregister “\(printable(identity))”, and register it as it should be",
                    failure: error.failure, status: error.status, underlying: error)
            }
            let missing = KeyTerms(change).missing(in: record)
            guard missing.isEmpty else {
                throw self.disregarded(
                    missing, of: record.identity, ": dxflow key list shows what the key is now; unregister it if it may not stay so")
            }
            return record
        }
    }

    /// The key of a request, where the engine has it and hadn't before.
    private func newKey(of request: KeyRegistrationRequest, since before: [KeyRecord]) async throws(EngineClientError) -> KeyRecord? {
        let identities = Set(before.map(\.identity))
        return try await keys(includingDisabled: true).first { !identities.contains($0.identity) && request.key.contains($0.value) }
    }

    /// What was registered, once the engine's list says that it is what was asked for.
    ///
    /// - Parameter before: The keys that there were before.
    private func confirm(
        _ answer: KeyRegistration, on terms: KeyTerms, before: [KeyRecord]
    ) async throws(EngineClientError) -> KeyRegistration {
        let advice = "leave out what the engine doesn't know (--expires, --from), or have the engine upgraded"
        let found: KeyRecord?
        do {
            found = try await keys(includingDisabled: true).first { $0.identity == answer.identity }
        } catch {
            throw disregarded(
                terms.missing(in: answer), of: answer.identity, ", and may have to be unregistered, for its keys can't be listed: \(error)")
        }
        guard let found else {
            throw disregarded(terms.missing(in: answer), of: answer.identity, ", and it isn't among its keys: \(advice)")
        }
        let missing = terms.missing(in: found)
        guard !missing.isEmpty else {
            return KeyRegistration(
                identity: found.identity, permissions: found.permissions, expiresAt: found.expiresAt, from: found.from)
        }
        guard !before.contains(where: { $0.identity == found.identity || $0.value == found.value }) else {
            throw disregarded(missing, of: found.identity, ", which was left as it is, for it was registered before: \(advice)")
        }
        do {
            try await unregister(.identity(found.identity))
        } catch {
            throw disregarded(missing, of: found.identity, ", AND IT IS STILL REGISTERED, so unregister it yourself: \(error)")
        }
        throw disregarded(missing, of: found.identity, ", so it was unregistered again: \(advice)")
    }

    /// - Parameter fate: What became of the key, as the rest of the sentence.
    private func disregarded(_ missing: [String], of identity: String, _ fate: String) -> EngineClientError {
        let parts = missing.count < 2 ? missing.joined() : missing.dropLast().joined(separator: ", ") + " and " + missing[missing.count - 1]
        return EngineClientError(
            .disregarded, "the engine at \(address) hasn't taken over \(parts) of the key “\(printable(identity))”\(fate)")
    }
}
