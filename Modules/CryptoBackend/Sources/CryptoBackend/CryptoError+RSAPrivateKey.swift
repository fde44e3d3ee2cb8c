/// What ``RSAOperations/checkConsistency(of:)`` says of the numbers that the Chinese remainder theorem uses (RFC 8017 §3.2), in the same words from
/// every backend.
extension CryptoError {
    /// dP isn't d mod (p − 1).
    public static let wrongExponent1 = CryptoError(
        .invalidKey, "the first CRT exponent is not the private exponent modulo the first prime less one")
    /// dQ isn't d mod (q − 1).
    public static let wrongExponent2 = CryptoError(
        .invalidKey, "the second CRT exponent is not the private exponent modulo the second prime less one")
    /// qInv isn't the inverse of q modulo p.
    public static let wrongCoefficient = CryptoError(
        .invalidKey, "the CRT coefficient is not the inverse of the second prime modulo the first")
}
