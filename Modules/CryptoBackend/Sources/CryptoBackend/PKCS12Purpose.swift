/// What PKCS #12 derives bytes for: the ID of its function (RFC 7292 B.3).
public enum PKCS12Purpose: UInt8, Sendable, Hashable {
    /// A key to encrypt or decrypt with.
    case encryptionKey = 1
    /// An initialization vector.
    case initializationVector = 2
    /// A key for a message authentication code.
    case macKey = 3
}
