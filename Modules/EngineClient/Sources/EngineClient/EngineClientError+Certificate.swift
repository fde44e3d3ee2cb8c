#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension EngineClientError {
    /// A certificate that isn't trusted, with what a person needs to decide.
    static func unknown(
        _ certificate: PresentedCertificate, of address: EngineAddress, trust: ServerTrust, underlying: (any Error)?
    ) -> EngineClientError {
        let now = Date()
        let reason =
            if now < certificate.notValidBefore || now > certificate.notValidAfter {
                "is \(certificate.validity(at: now)) by this machine's clock"
            } else if certificate.isSelfSigned {
                "is one that the engine has issued to itself"
            } else if case .authorities(let path) = trust {
                "isn't for this host, or not from an authority in \(printable(path))"
            } else {
                "isn't for this host, or not from an authority that this machine trusts"
            }
        return EngineClientError(
            .certificateUnknown,
            "the certificate of \(address) \(reason), so nothing was sent; if its fingerprint is what the engine's administrator says, it "
                + "can be pinned: \(certificate.fingerprint)",
            underlying: underlying, certificate: certificate)
    }

    /// Another certificate than the pinned one.
    static func changed(
        _ der: [UInt8], from pinned: CertificateFingerprint, of address: EngineAddress
    ) -> EngineClientError {
        EngineClientError(
            .certificateChanged,
            "THE CERTIFICATE OF \(address) HAS CHANGED, so nothing was sent: somebody may be between you and the engine. Pinned is "
                + "\(pinned), and shown was \(CertificateFingerprint(ofCertificate: der)). Ask the engine's administrator which one is right "
                + "before you pin another",
            certificate: try? PresentedCertificate(der: der, isTrustedBySystem: false))
    }
}
