/// A whole RSA private key of two primes, with the numbers that the Chinese remainder theorem uses.
///
/// The names are those of `RSAPrivateKey` in RFC 8017 A.1.2; every number is big-endian without leading zeros. A value says nothing
/// about whether its numbers belong together: ``RSAOperations/checkConsistency(of:)`` and ``RSAOperations/validate(_:)`` do.
public struct RSAPrivateKey: Sendable, Equatable {
    /// The modulus n and the public exponent e.
    public let publicKey: RSAPublicKey
    /// d.
    public let privateExponent: SecretBytes
    /// p.
    public let prime1: SecretBytes
    /// q.
    public let prime2: SecretBytes
    /// dP: d mod (p − 1).
    public let exponent1: SecretBytes
    /// dQ: d mod (q − 1).
    public let exponent2: SecretBytes
    /// qInv: the inverse of q mod p.
    public let coefficient: SecretBytes

    /// Makes a private key of its numbers, big-endian; zeros in front are dropped.
    ///
    /// - Throws: ``CryptoError`` with ``CryptoError/Code-swift.struct/invalidKey`` if a number is zero or longer than the modulus.
    public init(
        publicKey: RSAPublicKey, privateExponent: SecretBytes, prime1: SecretBytes, prime2: SecretBytes,
        exponent1: SecretBytes, exponent2: SecretBytes, coefficient: SecretBytes
    ) throws(CryptoError) {
        func number(_ bytes: SecretBytes, _ name: String) throws(CryptoError) -> SecretBytes {
            try privateNumber(bytes, name, of: publicKey)
        }
        self.publicKey = publicKey
        self.privateExponent = try number(privateExponent, "private exponent")
        self.prime1 = try number(prime1, "first prime")
        self.prime2 = try number(prime2, "second prime")
        self.exponent1 = try number(exponent1, "first CRT exponent")
        self.exponent2 = try number(exponent2, "second CRT exponent")
        self.coefficient = try number(coefficient, "CRT coefficient")
    }
}

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
        self.privateExponent = try privateNumber(privateExponent, "private exponent", of: publicKey)
        self.prime1 = try privateNumber(prime1, "first prime", of: publicKey)
        self.prime2 = try privateNumber(prime2, "second prime", of: publicKey)
    }
}

private func privateNumber(
    _ bytes: SecretBytes, _ name: String, of publicKey: RSAPublicKey
) throws(CryptoError) -> SecretBytes {
    let number = bytes.withoutLeadingZeros()
    guard !number.isEmpty else { throw CryptoError(.invalidKey, "the \(name) is zero") }
    guard number.count <= publicKey.modulusLength else {
        throw CryptoError(.invalidKey, "the \(name) is longer than the modulus")
    }
    return number
}
