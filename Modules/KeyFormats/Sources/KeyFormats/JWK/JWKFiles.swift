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
        guard case .jwk(let jwk) = candidate, jwk.isPrivate else { return nil }
        key = try jwk.privateKey()
        comment = try jwk.keyID
    }

    func open(
        passphrase: SecretBytes, using crypto: any KeyOpening, limits: KeyDerivationLimits
    ) throws(KeyFormatError) -> OpenedPrivateKey {
        try withBackendErrors { () throws(CryptoError) in try crypto.checkConsistency(of: key) }
        return OpenedPrivateKey(key: key, comment: comment ?? "")
    }

    func configure(_ writer: inout PrivateKeyWriter, for key: OpenedPrivateKey) -> Bool { true }

    static func write(
        _ key: RSAPrivateKey, as options: PrivateKeyWriter, using crypto: any KeyWriting
    ) throws(KeyFormatError) -> SecretBytes {
        guard options.passphrase == nil else {
            throw KeyFormatError(.invalidParameter, "\(options.format) isn't written with a passphrase; take the format pkcs8 or openssh")
        }
        return JWK.encode(key, comment: options.comment)
    }
}

/// A file that is the JWK of a public key, or a key of a JWK set.
enum JWKPublicKeyFile: PublicKeyCoding {
    static let format = PublicKeyFormat.jwk

    static func read(_ candidate: KeyCandidate) throws(KeyFormatError) -> PublicKeyFile? {
        guard case .jwk(let jwk) = candidate else { return nil }
        return PublicKeyFile(format: format, key: try jwk.publicKey(), comment: try jwk.keyID)
    }

    static func write(_ key: RSAPublicKey, comment: String) -> [UInt8] {
        JWK.encode(key, comment: comment).withUnsafeBytes { Array($0) }
    }
}
