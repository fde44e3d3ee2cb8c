import CryptoBackend

/// A set of JSON Web Keys (RFC 7517 §5), what a `jwks.json` is. ``KeyFile`` reads one.
public enum JWKSet {
    /// The content of a file with these public keys, in their order.
    ///
    /// - Parameter keys: The keys, each with its comment, which becomes its key ID (`kid`) unless it is empty.
    public static func content(of keys: some Sequence<(key: RSAPublicKey, comment: String)>) -> [UInt8] {
        JWK.encode(keys).withUnsafeBytes { Array($0) }
    }
}
