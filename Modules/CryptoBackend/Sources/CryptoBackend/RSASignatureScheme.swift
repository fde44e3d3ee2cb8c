/// How a message becomes an RSA signature: the padding and the digest.
public struct RSASignatureScheme: Sendable, Hashable, CustomStringConvertible {
    /// The encoding of the digest before the RSA operation (RFC 8017 §8 and §9).
    public enum Padding: Sendable, Hashable {
        /// RSASSA-PKCS1-v1_5 (RFC 8017 §8.2).
        case pkcs1v15
        /// RSASSA-PSS with MGF1 over the same digest and a salt of that many bytes (RFC 8017 §8.1).
        case pss(saltLength: Int)
    }

    /// How the digest is padded.
    public let padding: Padding
    /// What the message is hashed with.
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

    /// The size in bits from which on a modulus has room for the encoded message (RFC 8017 §9.1.1 step 3 and §9.2 step 3).
    public var smallestModulus: Int {
        switch padding {
        case .pkcs1v15:
            // k ≥ tLen + 11, T being the DigestInfo: 15 bytes before the value of SHA-1, 19 before one of SHA-2.
            return (digest.outputLength + (digest == .sha1 ? 15 : 19) + 11 - 1) * 8 + 1
        case .pss(let saltLength):
            // ⌈(modBits − 1) / 8⌉ ≥ hLen + sLen + 2. No modulus has room for a salt of a megabyte, so what is longer needs no number of its own.
            return (digest.outputLength + min(saltLength, 1 << 20) + 2 - 1) * 8 + 2
        }
    }
}
