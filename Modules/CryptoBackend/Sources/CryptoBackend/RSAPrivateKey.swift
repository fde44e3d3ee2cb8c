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
        self.publicKey = publicKey
        self.privateExponent = try privateExponent.privateNumber("private exponent", of: publicKey)
        self.prime1 = try prime1.privateNumber("first prime", of: publicKey)
        self.prime2 = try prime2.privateNumber("second prime", of: publicKey)
        self.exponent1 = try exponent1.privateNumber("first CRT exponent", of: publicKey)
        self.exponent2 = try exponent2.privateNumber("second CRT exponent", of: publicKey)
        self.coefficient = try coefficient.privateNumber("CRT coefficient", of: publicKey)
    }
}

extension SecretBytes {
    /// A number of a private key, without zeros in front.
    ///
    /// - Parameter name: What it is, for the message of an error: `private exponent`.
    /// - Throws: ``CryptoError`` with ``CryptoError/Code-swift.struct/invalidKey`` if it is zero or longer than the modulus.
    func privateNumber(_ name: String, of publicKey: RSAPublicKey) throws(CryptoError) -> SecretBytes {
        let number = withoutLeadingZeros()
        guard !number.isEmpty else { throw CryptoError(.invalidKey, "the \(name) is zero") }
        guard number.count <= publicKey.modulusLength else {
            throw CryptoError(.invalidKey, "the \(name) is longer than the modulus")
        }
        return number
    }
}
