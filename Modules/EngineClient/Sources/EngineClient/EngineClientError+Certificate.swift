import NIOSSL
import SwiftASN1
import X509

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension EngineClientError {
    /// A certificate that isn't trusted, with what a person needs to decide.
    ///
    /// - Parameters:
    ///   - check: What the trust asks for beyond the TLS library's check.
    ///   - underlying: What the connection ended with.
    static func unknown(
        _ certificate: PresentedCertificate, of address: EngineAddress, trust: ServerTrust, check: CertificateCheck?,
        underlying: (any Error)?
    ) async -> EngineClientError {
        let now = Date()
        let namesHost = await certificate.names(address.hostWithoutZone)
        let names = certificate.names.isEmpty ? "no host at all" : certificate.names.prefix(5).joined(separator: ", ")
        let isKnown = if case .own(let own) = check { own.contains(certificate.der) } else { underlying is NIOSSLExtraError }
        let reason =
            if now < certificate.notValidBefore || now > certificate.notValidAfter {
                "is \(certificate.validity(at: now)) by this machine's clock"
            } else if isKnown, !namesHost {
                "is for \(names), and not for the host \(address.host)"
            } else {
                origin(certificate, trust: trust, check: check) + (namesHost ? "" : " (and for \(names), not for the host \(address.host))")
            }
        return EngineClientError(
            .certificateUnknown,
            "the certificate of \(address) \(reason), so nothing was sent; if its fingerprint is what the engine's administrator says, it "
                + "can be pinned: \(certificate.fingerprint)",
            underlying: underlying, certificate: certificate)
    }

    /// Where a certificate comes from, which isn't where it should.
    private static func origin(_ certificate: PresentedCertificate, trust: ServerTrust, check: CertificateCheck?) -> String {
        guard case .authorities(let path) = trust else {
            return certificate.isSelfSigned
                ? "is one that the engine has issued to itself" : "isn't from an authority that this machine trusts"
        }
        if case .own = check { return "isn't the one in \(printable(path)), where there is no authority's" }
        let authorities = ((try? NIOSSLCertificate.fromPEMFile(path)) ?? []).compactMap { try? Certificate(derEncoded: $0.toDERBytes()) }
        // The TLS library wants the chain to its end.
        let issuer = try? Certificate(derEncoded: certificate.der).issuer
        if authorities.contains(where: { $0.subject == issuer && $0.subject != $0.issuer }) {
            return "is from an authority in \(printable(path)) that has its own certificate from another one, which must be in the file too"
        }
        let rest = certificate.isSelfSigned ? ", but one that the engine has issued to itself" : ""
        return "isn't from an authority in \(printable(path))\(rest)"
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
