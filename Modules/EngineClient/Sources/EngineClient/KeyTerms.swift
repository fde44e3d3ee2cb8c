import EngineAPI

/// What somebody asks of an engine for a key. An engine that doesn't know an extension of the interface passes over it without a word, so
/// what the engine then has is compared with this.
struct KeyTerms {
    private var identity: String?
    private var permissions: Permissions?
    private var disabled: Bool?
    private var expiry: KeyChange.Expiry?
    private var from: [String]?

    init(_ request: KeyRegistrationRequest) {
        permissions = request.permissions.isEmpty ? nil : request.permissions
        expiry = request.expiresAt.map { .at($0) }
        from = request.from.isEmpty ? nil : request.from
    }

    init(_ change: KeyChange) {
        identity = change.identity
        permissions = change.permissions
        disabled = change.disabled
        expiry = change.expiry
        from = change.from
    }

    /// Whether there is something among it that the documented interface doesn't have.
    var areExtended: Bool { expiry != nil || from != nil }

    /// What of it an engine has passed over, as phrases.
    func missing(in key: KeyRecord) -> [String] {
        var parts = missing(
            in: KeyRegistration(identity: key.identity, permissions: key.permissions, expiresAt: key.expiresAt, from: key.from))
        if let disabled, disabled != key.disabled { parts.append("that it is \(disabled ? "disabled" : "enabled")") }
        return parts
    }

    /// The same for what a registration is answered with.
    func missing(in key: KeyRegistration) -> [String] {
        var parts: [String] = []
        if let identity, identity != key.identity { parts.append("the identity “\(printable(identity))”") }
        if let permissions, KeyTerms.rights(permissions) != KeyTerms.rights(key.permissions) {
            parts.append("the permissions (\(permissions), and it has \(printable("\(key.permissions)")))")
        }
        switch expiry {
        case .at(let time)? where key.expiresAt != time: parts.append("the expiry")
        case .never? where key.expiresAt != nil: parts.append("that it doesn't expire")
        default: break
        }
        if let from, Set(from) != Set(key.from) { parts.append(from.isEmpty ? "that it may be used from anywhere" : "the networks") }
        return parts
    }

    /// What permissions come to, however an engine spells them: `MASTER` has the others in it.
    private static func rights(_ permissions: Permissions) -> Set<Permission> {
        let rights = Set(permissions.list.map { Permission(named: $0.rawValue) ?? $0 })
        return rights.contains(.master) ? rights.intersection([.master, .readOnly]) : rights
    }
}
