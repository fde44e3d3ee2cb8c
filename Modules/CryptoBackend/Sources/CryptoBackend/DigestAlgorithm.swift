/// A cryptographic hash function.
public struct DigestAlgorithm: Sendable, Hashable, CustomStringConvertible {
    /// The usual name, `SHA-256`.
    public let name: String
    /// The length of its value in bytes.
    public let outputLength: Int
    /// The length of the block that it works on, in bytes.
    public let blockLength: Int

    /// MD5 (RFC 1321): for fingerprints and old PEM encryption, nothing else.
    public static let md5 = DigestAlgorithm(name: "MD5", outputLength: 16, blockLength: 64)
    /// SHA-1 (FIPS 180-4): for old files, and to verify old signatures.
    public static let sha1 = DigestAlgorithm(name: "SHA-1", outputLength: 20, blockLength: 64)
    /// SHA-224 (FIPS 180-4).
    public static let sha224 = DigestAlgorithm(name: "SHA-224", outputLength: 28, blockLength: 64)
    /// SHA-256 (FIPS 180-4).
    public static let sha256 = DigestAlgorithm(name: "SHA-256", outputLength: 32, blockLength: 64)
    /// SHA-384 (FIPS 180-4).
    public static let sha384 = DigestAlgorithm(name: "SHA-384", outputLength: 48, blockLength: 128)
    /// SHA-512 (FIPS 180-4).
    public static let sha512 = DigestAlgorithm(name: "SHA-512", outputLength: 64, blockLength: 128)

    public var description: String { name }
}
