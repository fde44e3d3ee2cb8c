/// The public half of a key that signs tokens, as a JSON Web Key (RFC 7517 §4): `x` and `y` of P-256 (RFC 7518 §6.2.1), or `n` and `e` of RSA
/// (§6.3.1), each in base64url.
struct TokenJWK: Codable, Sendable, Hashable {
    /// The type: `EC` or `RSA`.
    let kty: String
    /// What it is for: `sig`.
    let use: String
    /// The one algorithm that it is used with.
    let alg: String
    /// Its name in the header of the tokens that it signed: its thumbprint (RFC 7638).
    let kid: String
    let crv: String?
    let x: String?
    let y: String?
    let n: String?
    let e: String?
    /// When it ceases to verify tokens, in seconds since 1970. In the engine's own file alone.
    var exp: Int64?

    /// A key of ES256.
    init(kid: String, x: String, y: String) {
        (kty, use, alg, self.kid) = ("EC", "sig", TokenAlgorithm.es256.name, kid)
        (crv, self.x, self.y, n, e) = ("P-256", x, y, nil, nil)
    }

    /// A key of RS256.
    init(kid: String, n: String, e: String) {
        (kty, use, alg, self.kid) = ("RSA", "sig", TokenAlgorithm.rs256.name, kid)
        (crv, x, y, self.n, self.e) = (nil, nil, nil, n, e)
    }
}

/// A set of them (RFC 7517 §5).
struct TokenJWKSet: Codable, Sendable, Hashable {
    let keys: [TokenJWK]
}
