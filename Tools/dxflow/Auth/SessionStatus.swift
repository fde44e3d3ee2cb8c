import EngineAPI

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What there is to say about a session, or about there being none.
struct SessionStatus: Encodable {
    let signedIn: Bool
    /// The engine's address.
    let engine: String
    /// Whom the session is for.
    let identity: String?
    let permissions: Permissions?
    /// When it ends, in seconds since 1970.
    let expiresAt: Int64?
    /// What `connection-key` names.
    let key: String?
    /// Where the token is kept.
    let token: String?
    /// Why there is none.
    let reason: String?
    /// What to do where there is none, as a sentence.
    private let advice: String

    private enum CodingKeys: CodingKey { case signedIn, engine, identity, permissions, expiresAt, key, token, reason }

    /// A session that there is.
    init(engine: String, key: String?, source: String?, claims: TokenClaims) {
        self.init(
            engine: engine, key: key, source: source, identity: claims.identity ?? claims.subject, permissions: claims.permissions,
            expiresAt: claims.expiresAt)
    }

    /// A session that has just begun. A token needn't be one whose claims can be read.
    init(engine: String, key: String?, source: String?, grant: SessionGrant) {
        let claims = TokenClaims(unverifiedToken: grant.token)
        self.init(
            engine: engine, key: key, source: source, identity: claims?.identity ?? claims?.subject, permissions: grant.permissions,
            expiresAt: grant.expiresAt)
    }

    private init(engine: String, key: String?, source: String?, identity: String?, permissions: Permissions?, expiresAt: Int64) {
        (signedIn, reason, advice) = (true, nil, "")
        (self.engine, self.key, token) = (engine, key, source)
        (self.identity, self.permissions, self.expiresAt) = (identity, permissions, expiresAt)
    }

    /// No session.
    init(engine: String, key: String?, reason: String, advice: String) {
        signedIn = false
        self.advice = advice
        (self.engine, self.key, self.reason) = (engine, key, reason)
        (identity, permissions, expiresAt, token) = (nil, nil, nil, nil)
    }

    /// The same for a person.
    var lines: [String] {
        guard signedIn, let expiresAt else {
            return [printable("Not signed in to \(engine): \(reason ?? ""). \(advice)")]
        }
        let end = Date(timeIntervalSince1970: Double(expiresAt)).ISO8601Format()
        var rows = [("Engine", engine), ("Identity", identity ?? "?")]
        if let permissions { rows.append(("Permissions", "\(permissions)")) }
        rows.append(("Until", "\(end), for \(Self.span(expiresAt.subtractingReportingOverflow(EngineClock.now).partialValue))"))
        if let key { rows.append(("Key", key)) }
        if let token { rows.append(("Token", token)) }
        return rows.map { name, value in printable(name + String(repeating: " ", count: 13 - name.count) + value) }
    }

    /// A number of seconds for a person, to the minute: `1 h 5 min`.
    static func span(_ seconds: Int64) -> String {
        let minutes = max(seconds, 0) / 60
        if minutes == 0 { return "\(max(seconds, 0)) s" }
        return minutes < 60 ? "\(minutes) min" : minutes % 60 == 0 ? "\(minutes / 60) h" : "\(minutes / 60) h \(minutes % 60) min"
    }
}
