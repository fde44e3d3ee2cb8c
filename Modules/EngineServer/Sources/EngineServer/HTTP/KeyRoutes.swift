import AuthorizedKeys
import EngineAPI
import Hummingbird
import Logging

/// The management of keys: `/api/engine/key/`.
struct KeyRoutes: Sendable {
    let keys: KeyRegistry
    let audit: AuditLog

    func add(to sessionCalls: RouterGroup<EngineRequestContext>) {
        let path = RouterPath(EnginePath.key)
        sessionCalls.get(path) { request, context in
            guard try context.requireSession().permissions.mayListKeys else {
                throw EngineFailure.forbidden("Listing keys needs the permission MASTER.")
            }
            let records = try await keys.keys(includingDisabled: try Query(request.uri.query).isTrue("all"))
            return try AnswerForm(of: request).response(total: records.count, entities: records)
        }
        sessionCalls.post(path) { request, context in
            try context.requireManagement(of: "keys")
            let asked = try await RequestBodyReader.decode(KeyRegistrationRequest.self, from: request)
            let named = asked.identity.isEmpty ? nil : String(asked.identity.prefix(KeyRoutes.longestName))
            let registration = try await logged(context.event(.keyRegistered, identity: named)) {
                try keys.registration(for: asked)
            } reason: {
                $0.summary
            } change: {
                try await keys.register($0)
            }
            context.logger.info(
                "registered a key", metadata: ["identity": "\(registration.identity)", "permissions": "\(registration.permissions)"])
            return try AnswerForm(of: request).response(entities: [registration])
        }
        sessionCalls.patch(path) { request, context in
            try context.requireManagement(of: "keys")
            let query = try Query(request.uri.query)
            let selector = try KeyRoutes.selector(query)
            let change = try await RequestBodyReader.decode(KeyChange.self, from: request)
            let force = query.isTrue("force")
            let record = try await logged(KeyRoutes.event(.keyChanged, selector, context)) {
                let key = try await keys.find(selector)
                if !force { try KeyRoutes.refuseLockout(by: change, of: key, context) }
                return key
            } reason: { _ in
                change.summary
            } change: {
                try await keys.change(.key($0.fingerprint), to: change, force: force)
            }
            context.logger.info("changed a key", metadata: ["identity": "\(record.identity)", "permissions": "\(record.permissions)"])
            return try AnswerForm(of: request).response(entities: [record])
        }
        sessionCalls.delete(path) { request, context in
            try context.requireManagement(of: "keys")
            let query = try Query(request.uri.query)
            let selector = try KeyRoutes.selector(query)
            let force = query.isTrue("force")
            try await logged(KeyRoutes.event(.keyRemoved, selector, context)) {
                try await keys.find(selector)
            } reason: { _ in
                nil
            } change: {
                try await keys.unregister(.key($0.fingerprint), force: force)
            }
            context.logger.info("unregistered a key", metadata: ["key": "\(selector)"])
            return try AnswerForm(of: request).response()
        }
    }

    /// Refuses to bind the caller's own key to networks that the caller isn't in: nothing could be called any more to take that back.
    private static func refuseLockout(
        by change: KeyChange, of key: RegisteredKey, _ context: EngineRequestContext
    ) throws(EngineFailure) {
        guard let from = change.from, let address = context.peer.address, key.fingerprint == context.session?.fingerprint,
            let networks = try? SourceNetworks(from), !networks.allow(address)
        else { return }
        throw .conflict(
            "“\(key.identity)” is the key that you have signed in with, from \(address), which isn't in these networks. Name them as they have to "
                + "be, or change it with --force.")
    }

    /// How much of what names a key is told where no such key is known.
    private static let longestName = 512

    /// Makes a change that the audit log tells of: before it is made, once it is known of which key, and again if it fails.
    ///
    /// - Parameters:
    ///   - event: What is told, as the client named the key.
    ///   - resolve: Finds out which key it is.
    ///   - reason: What exactly is to be done with the key.
    ///   - change: Does it with that key and no other.
    private func logged<R>(
        _ event: AuditEvent, resolve: () async throws -> RegisteredKey, reason: (RegisteredKey) -> String?,
        change: (RegisteredKey) async throws -> R
    ) async throws -> R {
        var event = event
        do {
            let key = try await resolve()
            event.fingerprint = key.fingerprint
            event.identity = key.identity
            event.reason = reason(key)
            try audit.record(event)
            return try await change(key)
        } catch {
            var failed = event
            failed.kind = .changeFailed
            failed.reason = "\(event.kind.name): \((error as? EngineFailure)?.message ?? "the engine failed")"
            try audit.record(failed)
            throw error
        }
    }

    private static func event(_ kind: AuditEvent.Kind, _ selector: KeySelector, _ context: EngineRequestContext) -> AuditEvent {
        switch selector {
        case .identity(let identity): context.event(kind, identity: String(identity.prefix(longestName)))
        case .key(let text): context.event(kind, fingerprint: String(text.prefix(longestName)))
        }
    }

    /// Which key a query names: by one parameter, not both, so that nobody removes another key than they think.
    private static func selector(_ query: Query) throws(EngineFailure) -> KeySelector {
        switch (query["identity"].flatMap { $0.isEmpty ? nil : $0 }, query["key"].flatMap { $0.isEmpty ? nil : $0 }) {
        case (let identity?, nil): return .identity(identity)
        case (nil, let key?): return .key(key)
        case (nil, nil): throw .badRequest("No key is named. Name it with `?identity=` or with `?key=`.")
        case (_?, _?): throw .badRequest("Two keys are named. Give either `identity` or `key`.")
        }
    }
}

extension RegisteredKey {
    /// What it may do, until when and from where, for the audit log.
    fileprivate var summary: String {
        KeyChange(permissions: permissions, expiry: expiresAt.map { .at($0) }, from: sources?.texts).summary
    }
}

extension KeyChange {
    /// What is to become different, for the audit log.
    fileprivate var summary: String {
        var parts: [String] = []
        if let identity { parts.append("identity \(identity)") }
        if let permissions { parts.append("permissions \(permissions)") }
        if let disabled { parts.append(disabled ? "disabled" : "enabled") }
        switch expiry {
        case .never?: parts.append("never expires")
        case .at(let time)?: parts.append("expires at \(time)")
        case nil: break
        }
        if let from { parts.append(from.isEmpty ? "from anywhere" : "from \(from.joined(separator: ","))") }
        return parts.joined(separator: "; ")
    }
}
