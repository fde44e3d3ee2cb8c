/// Why a text isn't a certificate's fingerprint.
public struct CertificateFingerprintError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, with the text.
    public let message: String

    init(_ message: String) {
        self.message = message
    }

    public var description: String { message }
}
