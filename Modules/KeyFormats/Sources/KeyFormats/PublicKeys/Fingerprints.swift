import CryptoBackend

extension RSAPublicKey {
    /// The fingerprint that `ssh-keygen -l` prints: `SHA256:` and the base64 of the SHA-256 of the key's SSH encoding, without padding.
    ///
    /// - Throws: `CryptoError`: `unsupported` or `libraryFailure`.
    public func sha256Fingerprint(using digests: any Digests) throws(CryptoError) -> String {
        let digest = try digests.digest(.sha256, of: OpenSSHPublicKey.blob(of: self))
        let letters = Base64.encode(digest)
        return "SHA256:" + String(decoding: letters.utf8.prefix { $0 != UInt8(ascii: "=") }, as: UTF8.self)
    }

    /// The fingerprint that `ssh-keygen -l -E md5` prints: `MD5:` and the MD5 of the key's SSH encoding in hexadecimal, with colons.
    ///
    /// - Throws: `CryptoError`: `unsupported` or `libraryFailure`.
    public func md5Fingerprint(using digests: any Digests) throws(CryptoError) -> String {
        let digest = try digests.digest(.md5, of: OpenSSHPublicKey.blob(of: self))
        return "MD5:" + digest.map { Hexadecimal.encode([$0]) }.joined(separator: ":")
    }
}
