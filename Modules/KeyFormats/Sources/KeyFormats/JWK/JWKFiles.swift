import CryptoBackend

/// A file that is the JWK of a private key.
struct JWKPrivateKey: PrivateKeyReading, PrivateKeyWriting {
    static let writtenFormats = [PrivateKeyFormat.jwk]

    let format = PrivateKeyFormat.jwk
    let encryption: KeyEncryption? = nil
    let comment: String?
    private let key: RSAPrivateKey

    var publicKey: RSAPublicKey? { key.publicKey }

    init?(_ candidate: KeyCandidate) throws(KeyFormatError) {
        guard case .file(let text) = candidate, let jwk = try JWK.keys(in: text)?.first(where: \.isPrivate) else { return nil }
        key = try jwk.privateKey()
        comment = try jwk.keyID
    }

    func open(
        passphrase: SecretBytes, using crypto: any KeyOpening, limits: KeyDerivationLimits
    ) throws(KeyFormatError) -> OpenedPrivateKey {
        try withBackendErrors { () throws(CryptoError) in try crypto.checkConsistency(of: key) }
        return OpenedPrivateKey(key: key, comment: comment ?? "")
    }

    static func write(
        _ key: RSAPrivateKey, as options: PrivateKeyWriter, using crypto: any KeyWriting
    ) throws(KeyFormatError) -> SecretBytes {
        guard options.passphrase == nil else {
            throw KeyFormatError(.invalidParameter, "\(options.format) isn't written with a passphrase; take the format pkcs8 or openssh")
        }
        return JWK.encode(key, comment: options.comment)
    }
}

/// A file that is the JWK of a public key, or a JWK set with one RSA key in it.
enum JWKPublicKeyFile: PublicKeyCoding {
    static let format = PublicKeyFormat.jwk

    static func read(_ candidate: KeyCandidate) throws(KeyFormatError) -> (key: RSAPublicKey, comment: String)? {
        guard case .file(let text) = candidate, let keys = try JWK.keys(in: text), let jwk = keys.first else { return nil }
        guard keys.count == 1 else {
            throw KeyFormatError(.malformed, "there are \(keys.count) keys in this JWK set, and one is expected")
        }
        return (try jwk.publicKey(), try jwk.keyID)
    }

    static func write(_ key: RSAPublicKey, comment: String) -> [UInt8] {
        JWK.encode(key, comment: comment).withUnsafeBytes { Array($0) }
    }
}
