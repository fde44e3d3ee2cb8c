import CryptoBackend

extension RSAPublicKey {
    /// The least size of modulus, in bits, that generating, registering and signing in take.
    public static let minimumSignInSize = 2048

    /// The largest public exponent, in bits, that registering and signing in take. A longer one makes each verification cost seconds, and
    /// nobody makes such keys: 65537 has 17 bits.
    public static let maximumSignInExponentBits = 64

    /// Refuses a key that is too small to sign in with, or whose public exponent is too large, though it can be read.
    ///
    /// - Throws: ``KeyFormatError`` with `invalidKey` that names the size and the limit.
    public func requireSignInSize() throws(KeyFormatError) {
        guard bitWidth >= RSAPublicKey.minimumSignInSize else {
            throw KeyFormatError(
                .invalidKey, "the key has \(bitWidth) bits, and signing in takes at least \(RSAPublicKey.minimumSignInSize)")
        }
        guard publicExponentBitWidth <= RSAPublicKey.maximumSignInExponentBits else {
            throw KeyFormatError(
                .invalidKey,
                "the key's public exponent has \(publicExponentBitWidth) bits, and signing in takes at most "
                    + "\(RSAPublicKey.maximumSignInExponentBits)")
        }
    }
}
