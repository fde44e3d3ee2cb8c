/// The numbers from which a backend derives the rest of a private key: what OpenSSH and PuTTY files hold.
public struct RSAPrivateKeyParts: Sendable, Equatable {
    /// The modulus n and the public exponent e.
    public let publicKey: RSAPublicKey
    /// d.
    public let privateExponent: SecretBytes
    /// p.
    public let prime1: SecretBytes
    /// q.
    public let prime2: SecretBytes

    /// Gathers the parts, big-endian; zeros in front are dropped.
    ///
    /// - Throws: ``CryptoError`` with ``CryptoError/Code-swift.struct/invalidKey`` if a number is zero or longer than the modulus.
    public init(
        publicKey: RSAPublicKey, privateExponent: SecretBytes, prime1: SecretBytes, prime2: SecretBytes
    ) throws(CryptoError) {
        self.publicKey = publicKey
        self.privateExponent = try privateExponent.privateNumber("private exponent", of: publicKey)
        self.prime1 = try prime1.privateNumber("first prime", of: publicKey)
        self.prime2 = try prime2.privateNumber("second prime", of: publicKey)
    }
}
