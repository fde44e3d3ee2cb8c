/// Hash functions and what is made of them. Backends implement the requirements; the other methods come with them.
public protocol Digests: Sendable {
    /// Writes the digest of a message.
    ///
    /// - Parameters:
    ///   - message: The bytes, which may be none.
    ///   - output: As long as the digest.
    /// - Throws: ``CryptoError``: `unsupported` or `libraryFailure`.
    func digest(
        _ algorithm: DigestAlgorithm, of message: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(CryptoError)

    /// Writes the HMAC of a message (RFC 2104).
    ///
    /// - Parameters:
    ///   - key: Of any length, none included.
    ///   - output: As long as the digest.
    /// - Throws: ``CryptoError``: `unsupported` or `libraryFailure`.
    func hmac(
        _ algorithm: DigestAlgorithm, key: SecretBytes, message: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(CryptoError)

    /// Compares two byte strings in a time that depends on their lengths alone. A backend whose library has no such comparison leaves it to
    /// the default implementation.
    func constantTimeEqual(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool
}

extension Digests {
    public func constantTimeEqual(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
        areEqualInConstantTime(left, right)
    }

    /// The digest of a message.
    ///
    /// - Throws: ``CryptoError``: `unsupported` or `libraryFailure`.
    public func digest(_ algorithm: DigestAlgorithm, of message: [UInt8]) throws(CryptoError) -> [UInt8] {
        try Array(count: algorithm.outputLength) { output throws(CryptoError) in
            try borrowing(message) { bytes throws(CryptoError) in try digest(algorithm, of: bytes, into: output) }
        }
    }

    /// The digest of a secret, which is a secret again.
    ///
    /// - Throws: ``CryptoError``: `unsupported` or `libraryFailure`.
    public func digest(_ algorithm: DigestAlgorithm, of message: SecretBytes) throws(CryptoError) -> SecretBytes {
        try SecretBytes(count: algorithm.outputLength) { output throws(CryptoError) in
            try message.withUnsafeBytes { bytes throws(CryptoError) in try digest(algorithm, of: bytes, into: output) }
        }
    }

    /// The HMAC of a message.
    ///
    /// - Throws: ``CryptoError``: `unsupported` or `libraryFailure`.
    public func hmac(_ algorithm: DigestAlgorithm, key: SecretBytes, message: [UInt8]) throws(CryptoError) -> [UInt8] {
        try Array(count: algorithm.outputLength) { output throws(CryptoError) in
            try borrowing(message) { bytes throws(CryptoError) in
                try hmac(algorithm, key: key, message: bytes, into: output)
            }
        }
    }

    /// Compares two arrays in a time that depends on their lengths alone.
    public func constantTimeEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.withUnsafeBytes { left in right.withUnsafeBytes { right in constantTimeEqual(left, right) } }
    }
}

/// `withUnsafeBytes`, which doesn't take typed throws, with them.
private func borrowing<R>(
    _ bytes: [UInt8], _ body: (UnsafeRawBufferPointer) throws(CryptoError) -> R
) throws(CryptoError) -> R {
    try bytes.span.bytes.withUnsafeBytes { buffer throws(CryptoError) in try body(buffer) }
}
