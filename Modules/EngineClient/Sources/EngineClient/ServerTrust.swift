/// Which certificates of an engine are good enough to send it anything. There is always one that isn't.
public enum ServerTrust: Sendable, Hashable {
    /// Those that name the host and that an authority has issued which the operating system trusts.
    case system
    /// Those that name the host and that an authority in a file has issued, instead of the system's.
    ///
    /// - Parameter path: One or more certificates in PEM (RFC 7468 §5).
    case authorities(path: String)
    /// The one certificate with this fingerprint, whoever issued it, whatever host it names and however old it is, as ssh knows its hosts.
    case pinned(CertificateFingerprint)
}
