/// What a person is told of the certificate that an engine shows.
public struct ServerCertificate: Sendable, Hashable {
    /// The path of its file.
    public let path: String
    /// SHA-256 of its DER as `openssl x509 -fingerprint -sha256` writes it: `AB:CD:…`.
    public let fingerprint: String
    /// Whether the engine made it itself, so that no authority vouches for it and a client must know the fingerprint.
    public let isSelfSigned: Bool
}
