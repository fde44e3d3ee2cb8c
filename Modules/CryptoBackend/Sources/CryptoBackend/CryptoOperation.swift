/// An operation of a backend together with the parameters that decide whether its library can do it.
///
/// Later versions may add cases: a `switch` over one needs a `default`.
public enum CryptoOperation: Sendable, Hashable, CustomStringConvertible {
    /// Making a key with a modulus of `bits` bits.
    case generateRSAKey(bits: Int, publicExponent: UInt64)
    /// Ending a key generation while it runs. Without it a cancelled generation goes on unseen until the library has found its primes.
    case cancelRSAKeyGeneration
    /// Deriving the numbers that a file leaves out of a private key of `bits` bits whose public exponent has `exponentBits` bits.
    case completeRSAKey(bits: Int, exponentBits: Int)
    /// The full check of such a private key, primality included.
    case validateRSAKey(bits: Int, exponentBits: Int)
    /// Signing with a key of `bits` bits whose public exponent has `exponentBits` bits.
    case sign(RSASignatureScheme, bits: Int, exponentBits: Int)
    /// Verifying with a key of `bits` bits whose public exponent has `exponentBits` bits.
    case verify(RSASignatureScheme, bits: Int, exponentBits: Int)
    /// Hashing.
    case digest(DigestAlgorithm)
    /// HMAC over the digest (RFC 2104).
    case hmac(DigestAlgorithm)
    /// PBKDF2 with HMAC over the digest; `isPassphraseEmpty` because some libraries refuse an empty one.
    case pbkdf2(DigestAlgorithm, isPassphraseEmpty: Bool)
    /// PBKDF1 over the digest (RFC 8018 §5.1).
    case pbkdf1(DigestAlgorithm)
    /// The key derivation of PKCS #12 over the digest (RFC 7292 B.2).
    case pkcs12(DigestAlgorithm)
    /// scrypt with these costs (RFC 7914).
    case scrypt(ScryptParameters, isPassphraseEmpty: Bool)
    /// Argon2 of this variant and with these costs (RFC 9106).
    case argon2(Argon2Parameters, isPassphraseEmpty: Bool)
    /// Encryption of whole messages.
    case encrypt(CipherAlgorithm)
    /// Decryption of whole messages.
    case decrypt(CipherAlgorithm)
    /// Random bytes.
    case randomBytes

    public var description: String {
        switch self {
        case .generateRSAKey(let bits, let exponent): "generation of RSA-\(bits) keys with the public exponent \(exponent)"
        case .cancelRSAKeyGeneration: "cancellation of a running key generation"
        case .completeRSAKey(let bits, let exponentBits):
            "completion of RSA-\(bits) private keys with a public exponent of \(exponentBits) bits"
        case .validateRSAKey(let bits, let exponentBits):
            "full check of RSA-\(bits) private keys with a public exponent of \(exponentBits) bits"
        case .sign(let scheme, let bits, let exponentBits):
            "\(scheme) signing with RSA-\(bits) keys and a public exponent of \(exponentBits) bits"
        case .verify(let scheme, let bits, let exponentBits):
            "\(scheme) verification with RSA-\(bits) keys and a public exponent of \(exponentBits) bits"
        case .digest(let algorithm): "\(algorithm)"
        case .hmac(let algorithm): "HMAC-\(algorithm)"
        case .pbkdf2(let algorithm, let isEmpty): "PBKDF2 with HMAC-\(algorithm)" + (isEmpty ? " and an empty passphrase" : "")
        case .pbkdf1(let algorithm): "PBKDF1 with \(algorithm)"
        case .pkcs12(let algorithm): "key derivation of PKCS #12 with \(algorithm)"
        case .scrypt(let parameters, let isEmpty): "\(parameters)" + (isEmpty ? " and an empty passphrase" : "")
        case .argon2(let parameters, let isEmpty): "\(parameters)" + (isEmpty ? " and an empty passphrase" : "")
        case .encrypt(let cipher): "\(cipher) encryption"
        case .decrypt(let cipher): "\(cipher) decryption"
        case .randomBytes: "random bytes"
        }
    }
}
