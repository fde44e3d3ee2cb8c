import CryptoBackend

/// What a backend does with one vector: what is compared with the expected result, and between backends.
public enum ConformanceObservation: Sendable, Hashable, CustomStringConvertible {
    /// It gave these bytes: a signature, a digest, a ciphertext.
    case bytes([UInt8])
    /// It said that the signature or the key is good, or that the signature isn't.
    case verdict(Bool)
    /// It threw an error with that code.
    case refused(CryptoError.Code)

    public var description: String {
        switch self {
        case .bytes(let bytes):
            "\(bytes.count) bytes \(hexadecimal(bytes.prefix(32)))\(bytes.count > 32 ? "…" : "")"
        case .verdict(let isValid): isValid ? "valid" : "invalid"
        case .refused(let code): "an error (\(code))"
        }
    }
}

extension ConformanceObservation {
    /// The bytes of a secret. Vectors are public; a secret that a case makes itself must not come here.
    static func bytes(_ secret: SecretBytes) -> ConformanceObservation {
        .bytes(secret.withUnsafeBytes { Array($0) })
    }
}
