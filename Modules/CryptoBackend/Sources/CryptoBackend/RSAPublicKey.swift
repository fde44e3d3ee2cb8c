/// The public half of an RSA key: the modulus n and the public exponent e (RFC 8017 §3.1).
public struct RSAPublicKey: Sendable, Hashable {
    /// The sizes of modulus, in bits, that can be read and verified with. What may sign in is at least 2048.
    public static let supportedSizes = 512...16384

    /// The sizes of modulus, in bits, that new keys may have.
    public static let generatedSizes = 2048...16384

    /// n, big-endian, without leading zeros.
    public let modulus: [UInt8]

    /// e, big-endian, without leading zeros.
    public let publicExponent: [UInt8]

    /// The size of the modulus in bits.
    public var bitWidth: Int { bitLength(of: modulus) }

    /// The size of the public exponent in bits.
    public var publicExponentBitWidth: Int { bitLength(of: publicExponent) }

    /// The length of the modulus in bytes: k in RFC 8017, and the length of every signature by this key.
    public var modulusLength: Int { modulus.count }

    /// Makes a public key of two numbers.
    ///
    /// - Parameters:
    ///   - modulus: n, big-endian; zeros in front are dropped.
    ///   - publicExponent: e, big-endian; zeros in front are dropped.
    /// - Throws: ``CryptoError`` with ``CryptoError/Code-swift.struct/invalidKey`` unless n is odd and of 512 to 16384 bits and e is
    ///   odd, at least 3 and less than n.
    public init(modulus: some Sequence<UInt8>, publicExponent: some Sequence<UInt8>) throws(CryptoError) {
        // The work is done on arrays: a generic loop over bytes costs ten times as much where another module calls it.
        try self.init(Array(modulus), Array(publicExponent))
    }

    private init(_ modulus: [UInt8], _ publicExponent: [UInt8]) throws(CryptoError) {
        let n = Array(modulus.drop { $0 == 0 })
        let e = Array(publicExponent.drop { $0 == 0 })
        let bits = bitLength(of: n)
        guard RSAPublicKey.supportedSizes.contains(bits) else {
            throw CryptoError(.invalidKey, "the modulus has \(bits) bits; RSA keys of 512 to 16384 bits can be read")
        }
        guard n[n.count - 1] & 1 == 1 else {
            throw CryptoError(.invalidKey, "the modulus is even, so it is no RSA modulus")
        }
        guard let last = e.last, last & 1 == 1, e.count > 1 || last >= 3 else {
            throw CryptoError(.invalidKey, "the public exponent must be odd and at least 3")
        }
        guard e.count < n.count || (e.count == n.count && e.lexicographicallyPrecedes(n)) else {
            throw CryptoError(.invalidKey, "the public exponent is not smaller than the modulus")
        }
        self.modulus = n
        self.publicExponent = e
    }
}

private func bitLength(of number: [UInt8]) -> Int {
    guard let first = number.first else { return 0 }
    return number.count * 8 - first.leadingZeroBitCount
}
