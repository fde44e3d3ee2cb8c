/// A message of a sign-in, which writes itself as a JSON object, as it would through `Codable`.
public protocol JSONObjectWritable: Sendable {
    /// Adds the members.
    func write(to object: inout JSONObjectWriter)
}

extension Challenge: JSONObjectWritable {
    public func write(to object: inout JSONObjectWriter) {
        object.add("identity", identity)
        object.add("lifetime", lifetime.description)
        object.add("nonce", nonce)
    }
}

extension SessionGrant: JSONObjectWritable {
    public func write(to object: inout JSONObjectWriter) {
        object.add("expires_at", expiresAt)
        object.add("permissions", permissions.list.map(\.rawValue))
        object.add("token", token)
    }
}

extension TokenClaims: JSONObjectWritable {
    public func write(to object: inout JSONObjectWriter) {
        object.add("exp", expiresAt)
        object.add("iat", issuedAt)
        object.add("identity", identity)
        object.add("jti", id)
        object.add("permissions", permissions?.list.map(\.rawValue))
        object.add("reg", registration)
        object.add("sub", subject)
        object.add("writable", writable)
    }
}
