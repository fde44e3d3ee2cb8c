import CryptoBackend

extension RSAPublicKey {
    /// The least size of modulus, in bits, that generating, registering and signing in take.
    public static let minimumSignInSize = 2048

    /// Refuses a key that is too small to sign in with, though it can be read.
    ///
    /// - Throws: ``KeyFormatError`` with `invalidKey` that names the size and the least one.
    public func requireSignInSize() throws(KeyFormatError) {
        guard bitWidth >= RSAPublicKey.minimumSignInSize else {
            throw KeyFormatError(
                .invalidKey, "the key has \(bitWidth) bits, and signing in takes at least \(RSAPublicKey.minimumSignInSize)")
        }
    }
}
