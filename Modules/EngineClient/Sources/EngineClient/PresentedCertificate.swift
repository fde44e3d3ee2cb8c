import NIOCore
import SwiftASN1
import X509

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The certificate that an engine shows in a TLS handshake, for a person to look at before anything is sent.
///
/// Nothing in it has been checked but that the engine holds its private key.
public struct PresentedCertificate: Sendable, Hashable {
    /// What to compare with what the engine's administrator says.
    public let fingerprint: CertificateFingerprint
    /// Whom it is for, as a distinguished name (RFC 4514), fit for a terminal: `CN=engine.example.org`.
    public let subject: String
    /// The hosts that it is for, names and IP addresses, fit for a terminal.
    public let names: [String]
    /// Who issued it, as a distinguished name.
    public let issuer: String
    /// The first moment at which it is valid.
    public let notValidBefore: Date
    /// The last moment at which it is valid.
    public let notValidAfter: Date
    /// True where the certificate names itself as its issuer, as one does that an engine has made for itself.
    public let isSelfSigned: Bool
    /// True where the certificate names the host and the operating system trusts its issuer, so that nobody needs to be asked.
    public let isTrustedBySystem: Bool
    let der: [UInt8]

    /// - Throws: What the parser says of something that isn't a certificate (RFC 5280 §4.1).
    init(der: [UInt8], isTrustedBySystem: Bool) throws {
        let certificate = try Certificate(derEncoded: der)
        fingerprint = CertificateFingerprint(ofCertificate: der)
        subject = printable(certificate.subject.description)
        names = PresentedCertificate.names(in: certificate)
        issuer = printable(certificate.issuer.description)
        notValidBefore = certificate.notValidBefore
        notValidAfter = certificate.notValidAfter
        isSelfSigned = certificate.subject == certificate.issuer
        self.isTrustedBySystem = isTrustedBySystem
        self.der = der
    }

    /// The alternative names (RFC 5280 §4.2.1.6) that hosts have, or without any the common name that hosts had before.
    private static func names(in certificate: Certificate) -> [String] {
        let names: [String] = ((try? certificate.extensions.subjectAlternativeNames) ?? SubjectAlternativeNames()).compactMap { name in
            switch name {
            case .dnsName(let text): printable(text)
            case .ipAddress(let octets): try? SocketAddress(packedIPAddress: ByteBuffer(bytes: octets.bytes), port: 0).ipAddress
            default: nil
            }
        }
        guard names.isEmpty else { return names }
        let common = certificate.subject.flatMap { Array($0) }.last { $0.type == .RDNAttributeType.commonName }
        return common.map { [printable("\($0.value)")] } ?? []
    }

    /// Whether it names a host.
    func names(_ host: String) async -> Bool {
        await (try? Certificate(derEncoded: der))?.names(host) ?? false
    }

    /// When it is valid, for a person: `valid until 2027-11-23`, `expired on 2026-01-31`, `not valid before 2027-01-01`.
    public var validity: String { validity(at: Date()) }

    func validity(at now: Date) -> String {
        if now < notValidBefore { return "not valid before \(day(notValidBefore))" }
        return (now > notValidAfter ? "expired on " : "valid until ") + day(notValidAfter)
    }

    private func day(_ date: Date) -> String {
        date.formatted(.iso8601.year().month().day())
    }
}
