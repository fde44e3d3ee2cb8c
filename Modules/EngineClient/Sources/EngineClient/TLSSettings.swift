import NIOSSL

/// How the certificates of an engine are checked: what the TLS library does, and what is left to do after its handshake.
struct TLSSettings: Sendable {
    var configuration = TLSConfiguration.makeClientConfiguration()
    var check: CertificateCheck?

    /// - Throws: ``EngineClientError`` for authorities that can't be read.
    init(_ trust: ServerTrust, for address: EngineAddress) throws(EngineClientError) {
        configuration.minimumTLSVersion = .tlsv12
        switch trust {
        case .system: break
        case .authorities(let path):
            let authorities: [NIOSSLCertificate]
            do {
                authorities = try NIOSSLCertificate.fromPEMFile(path)
                guard !authorities.isEmpty else { throw NIOSSLError.failedToLoadCertificate }
            } catch {
                throw EngineClientError(
                    .tls,
                    "the authorities for \(address) can't be read: \(printable(path)) isn't a readable file of certificates in PEM",
                    underlying: error)
            }
            if let own = OwnCertificates(authorities) {
                // The library asks for an issuer that may issue. All else that it asks for is looked at by the check.
                configuration.certificateVerification = .none
                check = .own(own)
            } else {
                configuration.trustRoots = .certificates(authorities)
            }
        case .pinned(let fingerprint):
            // The library's check asks for an issuer, a name and a date, none of which a certificate needs that is known by itself. The
            // whole of the check is then the comparison, which every connection goes through before anything is sent.
            configuration.certificateVerification = .none
            check = .compare(fingerprint)
        }
    }
}
