/// How a message becomes an RSA signature: the padding and the digest.
public struct RSASignatureScheme: Sendable, Hashable, CustomStringConvertible {
    /// The encoding of the digest before the RSA operation (RFC 8017 §8 and §9).
    public enum Padding: Sendable, Hashable {
        /// RSASSA-PKCS1-v1_5 (RFC 8017 §8.2).
        case pkcs1v15
        /// RSASSA-PSS with MGF1 over the same digest and a salt of that many bytes (RFC 8017 §8.1).
        case pss(saltLength: Int)
    }

    public let padding: Padding
    public let digest: DigestAlgorithm

    public init(padding: Padding, digest: DigestAlgorithm) {
        self.padding = padding
        self.digest = digest
    }

    /// What an engine asks for: RSASSA-PKCS1-v1_5 with SHA-256.
    public static let pkcs1v15SHA256 = RSASignatureScheme(padding: .pkcs1v15, digest: .sha256)
    /// RSASSA-PKCS1-v1_5 with SHA-384.
    public static let pkcs1v15SHA384 = RSASignatureScheme(padding: .pkcs1v15, digest: .sha384)
    /// RSASSA-PKCS1-v1_5 with SHA-512.
    public static let pkcs1v15SHA512 = RSASignatureScheme(padding: .pkcs1v15, digest: .sha512)
    /// RSASSA-PKCS1-v1_5 with SHA-1, which is only ever verified.
    public static let pkcs1v15SHA1 = RSASignatureScheme(padding: .pkcs1v15, digest: .sha1)
    /// RSASSA-PSS with a salt as long as the digest, as RFC 8017 recommends.
    public static func pss(_ digest: DigestAlgorithm) -> RSASignatureScheme {
        RSASignatureScheme(padding: .pss(saltLength: digest.outputLength), digest: digest)
    }

    public var description: String {
        switch padding {
        case .pkcs1v15: "RSASSA-PKCS1-v1_5 with \(digest)"
        case .pss(let saltLength): "RSASSA-PSS with \(digest) and a salt of \(saltLength) bytes"
        }
    }
}
