/// Something that signs for one RSA key: a key in memory, a key that an agent holds, a test's key.
public protocol Signer: Sendable {
    /// The public half of the key.
    var publicKey: RSAPublicKey { get }

    /// The key's OpenSSH fingerprint, `SHA256:` and base64 without padding.
    var fingerprint: String { get }

    /// Signs with RSASSA-PKCS1-v1_5 and SHA-256 (RFC 8017 §8.2.1).
    ///
    /// - Returns: A signature as long as the modulus.
    func sign(_ message: [UInt8]) async throws -> [UInt8]
}
