import CryptoBackend

extension RSAPublicKey {
    /// The thumbprint of the key's JWK (RFC 7638): the SHA-256 of its required members in their one order, in base64url without padding.
    ///
    /// - Throws: `CryptoError`: `unsupported` or `libraryFailure`.
    public func jwkThumbprint(using digests: any Digests) throws(CryptoError) -> String {
        var writer = SecretWriter()
        writer.append("{\"e\":\"")
        Base64.encodeURL(SecretBytes(copying: publicExponent), into: &writer)
        writer.append("\",\"kty\":\"RSA\",\"n\":\"")
        Base64.encodeURL(SecretBytes(copying: modulus), into: &writer)
        writer.append("\"}")
        let digest = try digests.digest(.sha256, of: writer.bytes)
        var thumbprint = SecretWriter()
        Base64.encodeURL(SecretBytes(copying: digest), into: &thumbprint)
        return String(decoding: thumbprint.bytes, as: UTF8.self)
    }
}
