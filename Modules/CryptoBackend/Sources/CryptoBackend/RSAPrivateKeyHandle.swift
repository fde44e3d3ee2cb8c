/// A private key as a backend's library holds it. It may sign in many tasks at once.
public protocol RSAPrivateKeyHandle: Sendable {
    /// The public half.
    var publicKey: RSAPublicKey { get }

    /// Signs a message: hashes it with the scheme's digest, pads and applies the private key.
    ///
    /// - Returns: A signature as long as the modulus.
    /// - Throws: ``CryptoError``: `unsupported` or `libraryFailure`, the latter also when the library finds that the result doesn't verify.
    func signature(for message: [UInt8], scheme: RSASignatureScheme) throws(CryptoError) -> [UInt8]
}
