import CryptoBackend
import EngineAPI
import KeyFormats

/// The management of an engine's keys in its own process, over any store.
///
/// Who may call it is decided by the caller: an engine asks for `MASTER` first.
public struct KeyRegistry: KeyAdministration {
    private let store: any KeyStore
    private let backend: any Digests & RandomSource
    private let weakness: @Sendable (RSAPublicKey) -> String?
    private let now: @Sendable () -> Int64

    /// - Parameters:
    ///   - store: Where the keys are kept.
    ///   - backend: For fingerprints and the random ids of registrations.
    ///   - weakness: Says of a key that anybody can break what is wrong with it, as what stands behind a colon; such a key isn't registered. nil for a
    ///     good one.
    ///   - now: The time in seconds since 1970; nil for the system's clock.
    public init(
        store: any KeyStore, backend: any Digests & RandomSource, weakness: @escaping @Sendable (RSAPublicKey) -> String? = { _ in nil },
        now: (@Sendable () -> Int64)? = nil
    ) {
        self.store = store
        self.backend = backend
        self.weakness = weakness
        self.now = now ?? { Timestamp.now() / 1_000_000_000 }
    }

    public func keys(includingDisabled: Bool) async throws -> [KeyRecord] {
        let keys = try await failing { () async throws(KeyStoreError) in try await store.registeredKeys() }
        return try await records(of: keys.filter { includingDisabled || !$0.isDisabled })
    }

    private func records(of keys: [RegisteredKey]) async throws(EngineFailure) -> [KeyRecord] {
        let signIns = try await failing { () async throws(KeyStoreError) in try await store.lastSignIns(of: keys) }
        return keys.map { key in
            KeyRecord(
                identity: key.identity, type: "ssh-rsa", value: OpenSSHPublicKey(key: key.key).base64, permissions: key.permissions,
                disabled: key.isDisabled, expiresAt: key.expiresAt, from: key.sources?.texts ?? [], lastSignIn: signIns[key.fingerprint])
        }
    }

    public func register(_ request: KeyRegistrationRequest) async throws -> KeyRegistration {
        try await register(try registration(for: request))
    }

    /// What registering a key would store, which is nothing yet.
    ///
    /// - Throws: `EngineFailure` with 400, as the registration would.
    public func registration(for request: KeyRegistrationRequest) throws(EngineFailure) -> RegisteredKey {
        let file: PublicKeyFile
        do throws(KeyFormatError) {
            try KeyRegistry.refuseOptions(request.key)
            file = try PublicKeyFile(Array(request.key.utf8))
            try file.key.requireSignInSize()
        } catch {
            throw EngineFailure.badRequest("The key can't be registered: \(error.message).")
        }
        if let weakness = weakness(file.key) { throw EngineFailure.badRequest("The key can't be registered: \(weakness)") }
        let permissions = try KeyRegistry.granted(request.permissions)
        var expiresAt: Int64?
        if let time = request.expiresAt { expiresAt = try expiry(time, mayBePast: false) }
        return try registration(
            of: file.key, identity: request.identity, comment: file.comment, permissions: permissions, expiresAt: expiresAt,
            sources: try KeyRegistry.sources(request.from))
    }

    /// Stores a key that ``registration(for:)`` has made.
    ///
    /// - Throws: `EngineFailure`: 409 for a key or an identity that is registered already.
    public func register(_ key: RegisteredKey) async throws -> KeyRegistration {
        try await failing { () async throws(KeyStoreError) in try await store.add(key) }
        return KeyRegistration(
            identity: key.identity, permissions: key.permissions, expiresAt: key.expiresAt, from: key.sources?.texts ?? [])
    }

    /// The key that a change would be made of.
    ///
    /// - Throws: `EngineFailure`: 400 for what is no selector, 404 for a key that isn't registered.
    public func find(_ key: KeySelector) async throws -> RegisteredKey {
        let selector = try selector(key)
        return try await failing { () async throws(KeyStoreError) in try await store.find(selector) }
    }

    public func unregister(_ key: KeySelector, force: Bool) async throws {
        let selector = try selector(key)
        _ = try await failing { () async throws(KeyStoreError) in try await store.remove(selector, force: force) }
    }

    /// Changes a key. Disabling and enabling, lifting an expiry that has passed and taking a restriction to networks away give its registration
    /// another id, so that no session from before lives again.
    public func change(_ key: KeySelector, to change: KeyChange, force: Bool) async throws -> KeyRecord {
        guard !change.isEmpty else {
            throw EngineFailure.badRequest("Nothing is to change. Name identity, permissions, disabled, expires_at or from.")
        }
        let selector = try selector(key)
        let registration = try registrationID()
        let now = now()
        let permissions = try change.permissions.map { try KeyRegistry.granted($0, isChange: true) }
        let sources = try change.from.map { try KeyRegistry.sources($0) }
        var expiresAt: Int64?
        if case .at(let time)? = change.expiry { expiresAt = try expiry(time, mayBePast: true) }
        let changed = try await failing { [expiresAt] () async throws(KeyStoreError) in
            try await store.change(selector, force: force) { old in
                var new = old
                new.identity = change.identity ?? old.identity
                new.permissions = permissions ?? old.permissions
                new.isDisabled = change.disabled ?? old.isDisabled
                if change.expiry != nil { new.expiresAt = expiresAt }
                if let sources { new.sources = sources }
                guard new != old else { return old }
                let isLifted =
                    new.isDisabled != old.isDisabled || old.hasExpired(at: now) && !new.hasExpired(at: now)
                    || old.sources != nil && new.sources != old.sources
                // A plain line's id can't be written; it goes by the key's name, too.
                if isLifted || old.registration.contains(" ") { new.registration = registration }
                return new
            }
        }
        return try await records(of: [changed])[0]
    }

    private func selector(_ key: KeySelector) throws(EngineFailure) -> KeySelector {
        switch key {
        case .identity(let identity):
            guard !identity.isEmpty else { throw EngineFailure.badRequest("The identity of the key is missing.") }
            return key
        case .key(let text): return .key(try fingerprint(of: text))
        }
    }

    private func expiry(_ time: Int64, mayBePast: Bool) throws(EngineFailure) -> Int64 {
        guard (0...Timestamp.last).contains(time) else {
            throw .badRequest("The expiry \(time) can't be. It is a time in seconds since 1970, up to \(Timestamp.last).")
        }
        guard mayBePast || time > now() else {
            throw .badRequest("The expiry \(Timestamp.text(time)) has passed. Give a later one, or none.")
        }
        return time
    }

    private static func sources(_ texts: [String]) throws(EngineFailure) -> SourceNetworks? {
        guard !texts.isEmpty else { return nil }
        do throws(SourceNetworks.Flaw) { return try SourceNetworks(texts) } catch {
            throw .badRequest("The networks can't be used: \(error.reason).")
        }
    }

    /// Authorizes the engine's own key with `MASTER`. One that is registered already is left as it is.
    ///
    /// - Parameter identity: What it is called, if no other key is; else its fingerprint names it.
    /// - Returns: The key as it is registered now.
    /// - Throws: `EngineFailure` when the store fails.
    public func authorizeOwnKey(_ key: RSAPublicKey, identity: String = "master") async throws -> RegisteredKey {
        let fingerprint = try fingerprint(of: key)
        let (known, named) = try await failing { () async throws(KeyStoreError) in
            let known = try await store.registeredKey(fingerprint: fingerprint)
            return (known, try await store.registeredKeys().contains { $0.identity == identity })
        }
        if let known { return known }
        let own = try registration(of: key, identity: named ? fingerprint : identity, comment: "", permissions: .master)
        _ = try await register(own)
        return own
    }

    // MARK: The parts of a registration

    /// - Parameter identity: Empty for the comment, or the fingerprint if the comment is no identity.
    private func registration(
        of key: RSAPublicKey, identity: String, comment: String, permissions: Permissions, expiresAt: Int64? = nil,
        sources: SourceNetworks? = nil
    ) throws(EngineFailure) -> RegisteredKey {
        let fingerprint = try fingerprint(of: key)
        if !identity.isEmpty, let flaw = KeyIdentity.flaw(of: identity, fingerprint: fingerprint) {
            throw EngineFailure.badRequest("The identity \(flaw). Choose another one, or none to take the key's comment.")
        }
        return RegisteredKey(
            registration: try registrationID(),
            identity: identity.isEmpty ? KeyIdentity.name(byComment: comment, fingerprint: fingerprint) : identity, key: key,
            fingerprint: fingerprint, permissions: permissions, isDisabled: false, registeredAt: now(), expiresAt: expiresAt,
            sources: sources)
    }

    /// The permissions to grant, in their known spelling; the default ones for none.
    private static func granted(_ requested: Permissions, isChange: Bool = false) throws(EngineFailure) -> Permissions {
        guard !requested.isEmpty else {
            if isChange { throw .badRequest("The permissions are empty. Name at least one, or disable the key.") }
            return .default
        }
        var granted: [Permission] = []
        for permission in requested.list {
            guard let known = Permission(named: permission.rawValue) else {
                let names = Permission.known.map(\.rawValue).joined(separator: ", ")
                throw EngineFailure.badRequest("There is no permission “\(permission)”. There are \(names).")
            }
            granted.append(known)
        }
        return Permissions(granted)
    }

    /// A line of an authorized_keys file may restrict its key; registering the key without its options would lift that.
    private static func refuseOptions(_ text: String) throws(KeyFormatError) {
        for line in text.split(whereSeparator: \.isNewline) {
            guard let options = try? AuthorizedKeysLine(parsing: String(line)).options, let first = options.first else { continue }
            throw KeyFormatError(
                .malformed,
                "there are options in front of it (\(first.name)), which can't be taken over: give the key alone, from ssh-rsa on")
        }
    }

    private func fingerprint(of key: RSAPublicKey) throws(EngineFailure) -> String {
        do { return try key.sha256Fingerprint(using: backend) } catch {
            throw EngineFailure.internalError("The key's fingerprint can't be computed: \(error.message).")
        }
    }

    /// The fingerprint that a selector means: it is one, or a public key line, or a line's base64.
    private func fingerprint(of text: String) throws(EngineFailure) -> String {
        let fields = text.split(whereSeparator: \.isWhitespace)
        guard let first = fields.first else { throw EngineFailure.badRequest("The key is missing.") }
        if fields.count == 1, first.hasPrefix("SHA256:") { return String(first.prefix { $0 != "=" }) }
        if first.hasPrefix("MD5:") {
            throw EngineFailure.badRequest(
                "A key is selected by its SHA256 fingerprint, not by its MD5 one: `ssh-keygen -lf FILE` shows it.")
        }
        let key: RSAPublicKey
        do {
            key = fields.count == 1 ? try OpenSSHPublicKey(parsing: "ssh-rsa \(first)").key : try PublicKeyFile(Array(text.utf8)).key
        } catch {
            throw EngineFailure.badRequest(
                "The key can't be read: \(error.message). Give its SHA256 fingerprint or its OpenSSH public key line.")
        }
        return try fingerprint(of: key)
    }

    private func registrationID() throws(EngineFailure) -> String {
        do { return Base64URL.encode(try backend.randomBytes(count: 16)) } catch {
            throw EngineFailure.internalError("The registration can't be given a random id: \(error.message).")
        }
    }

    /// A store's failures as answers.
    private func failing<R: Sendable>(_ body: () async throws(KeyStoreError) -> R) async throws(EngineFailure) -> R {
        do { return try await body() } catch {
            switch error.code {
            case .keyIsRegistered, .identityIsTaken, .isLastMaster: throw .conflict(error.message)
            case .noSuchKey: throw .notFound(error.message)
            case .notStorable: throw .badRequest(error.message)
            default: throw .internalError(error.message)
            }
        }
    }
}
