import CLibgcrypt
import CryptoBackend

/// What one key needs for each scheme that it was used with: the checks are made, and the S-expression around the digest is written, once.
///
/// A verification takes the library fifty microseconds, of which to do these every time would be a tenth.
final class PreparedSchemes: Sendable {
    /// A scheme that the key goes with.
    struct Prepared: Sendable {
        fileprivate let scheme: RSASignatureScheme
        fileprivate let digestIdentifier: Int32
        fileprivate let data: SExpression.Frame

        /// What the library signs or verifies: the digest of a message, and how it is padded.
        func data(for message: [UInt8]) throws(CryptoError) -> SExpression {
            try data.filled { output throws(CryptoError) in
                try message.span.bytes.withUnsafeBytes { message throws(CryptoError) in
                    var part = gcry_buffer_t(
                        size: 0, off: 0, len: message.count, data: UnsafeMutableRawPointer(mutating: message.baseAddress))
                    try check("hashing", gcry_md_hash_buffers(digestIdentifier, 0, output.baseAddress, &part, 1))
                }
            }
        }
    }

    private let prepared = HandleLock<[Prepared]>([])
    private let require: @Sendable (RSASignatureScheme) throws(CryptoError) -> Void

    /// - Parameter require: Throws `unsupported` for a scheme that the key isn't used with.
    init(require: @escaping @Sendable (RSASignatureScheme) throws(CryptoError) -> Void) {
        self.require = require
    }

    func prepare(_ scheme: RSASignatureScheme) throws(CryptoError) -> Prepared {
        if let known = prepared.withLock({ $0.first { $0.scheme == scheme } }) { return known }
        try require(scheme)
        guard let identifier = scheme.digest.libraryIdentifier else {
            throw CryptoError(.libraryFailure, "libgcrypt has no number for \(scheme.digest)")
        }
        let made = Prepared(
            scheme: scheme, digestIdentifier: identifier,
            data: SExpression.Frame(gapLength: scheme.digest.outputLength) { scheme.data(digest: $0) })
        prepared.withLock { known in
            if !known.contains(where: { $0.scheme == scheme }) { known.append(made) }
        }
        return made
    }
}
