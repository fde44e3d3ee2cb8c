import CryptoBackend

extension RSAPublicKey {
    /// The fingerprint that `ssh-keygen -l` prints: `SHA256:` and the base64 of the SHA-256 of the key's SSH encoding, without padding.
    ///
    /// - Throws: `CryptoError`: `unsupported` or `libraryFailure`.
    public func sha256Fingerprint(using digests: any Digests) throws(CryptoError) -> String {
        try OpenSSHPublicKey.sha256Fingerprint(ofBlob: OpenSSHPublicKey.blob(of: self), using: digests)
    }

    /// The fingerprint that `ssh-keygen -l -E md5` prints: `MD5:` and the MD5 of the key's SSH encoding in hexadecimal, with colons.
    ///
    /// - Throws: `CryptoError`: `unsupported` or `libraryFailure`.
    public func md5Fingerprint(using digests: any Digests) throws(CryptoError) -> String {
        try OpenSSHPublicKey.md5Fingerprint(ofBlob: OpenSSHPublicKey.blob(of: self), using: digests)
    }
}

extension OpenSSHPublicKey {
    /// The fingerprint that `ssh-keygen -l` prints, of a key of any type.
    ///
    /// - Parameter blob: The key in SSH's encoding (RFC 4253 §6.6).
    /// - Throws: `CryptoError`: `unsupported` or `libraryFailure`.
    public static func sha256Fingerprint(ofBlob blob: [UInt8], using digests: any Digests) throws(CryptoError) -> String {
        let letters = Base64.encode(try digests.digest(.sha256, of: blob))
        return "SHA256:" + String(decoding: letters.utf8.prefix { $0 != UInt8(ascii: "=") }, as: UTF8.self)
    }

    /// The fingerprint that `ssh-keygen -l -E md5` prints, of a key of any type.
    ///
    /// - Parameter blob: The key in SSH's encoding (RFC 4253 §6.6).
    /// - Throws: `CryptoError`: `unsupported` or `libraryFailure`.
    public static func md5Fingerprint(ofBlob blob: [UInt8], using digests: any Digests) throws(CryptoError) -> String {
        "MD5:" + (try digests.digest(.md5, of: blob)).map { Hexadecimal.encode([$0]) }.joined(separator: ":")
    }
}
