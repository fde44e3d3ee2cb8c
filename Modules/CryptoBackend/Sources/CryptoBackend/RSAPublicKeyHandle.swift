/// A public key as a backend's library holds it. It may verify in many tasks at once.
public protocol RSAPublicKeyHandle: Sendable {
    /// The key that the handle stands for.
    var publicKey: RSAPublicKey { get }

    /// Tells whether `signature` is one of `message` by this key.
    ///
    /// A signature that isn't exactly as long as the modulus, or whose number isn't below the modulus, is not valid
    /// (RFC 8017 §8.2.2 and §5.2.2).
    ///
    /// - Throws: ``CryptoError``: `unsupported` or `libraryFailure`; never because the signature is wrong.
    func isValidSignature(_ signature: [UInt8], for message: [UInt8], scheme: RSASignatureScheme) throws(CryptoError) -> Bool
}
