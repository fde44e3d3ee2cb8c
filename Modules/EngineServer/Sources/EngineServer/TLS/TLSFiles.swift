/// Where the certificate is with which an engine proves to be the one that was meant, and its private key.
public struct TLSFiles: Sendable, Hashable {
    /// The path of the certificate in PEM, those that lead from it to an authority behind it (RFC 8446 §4.4.2).
    public let certificate: String
    /// The path of its private key in PEM, without a passphrase.
    public let key: String

    public init(certificate: String, key: String) {
        self.certificate = certificate
        self.key = key
    }
}
