import NIOCore
import NIOSSL
import SwiftASN1
import Synchronization
import X509

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The certificates of a file in which there is no authority's: engines' own, each of which is trusted by itself, for the hosts that it names and
/// while it is valid. TLS libraries look for an issuer that may issue, which such a certificate hasn't got.
final class OwnCertificates: Sendable {
    private let certificates: [Certificate]
    /// Those that name the host, in DER; none before somebody has looked.
    private let accepted = Mutex<Set<[UInt8]>>([])

    /// - Returns: nil where one of them is an authority's.
    init?(_ certificates: [NIOSSLCertificate]) {
        guard let parsed = try? certificates.map({ try Certificate(derEncoded: $0.toDERBytes()) }), !parsed.contains(where: \.mayIssue)
        else { return nil }
        self.certificates = parsed
    }

    /// Finds those that name a host. Before that none is accepted.
    ///
    /// - Throws: ``EngineClientError`` with the code `certificateUnknown` where none does.
    func prepare(for address: EngineAddress) async throws(EngineClientError) {
        guard accepted.withLock(\.isEmpty) else { return }
        var named: Set<[UInt8]> = []
        for certificate in certificates where await certificate.names(address.hostWithoutZone) {
            if let der = try? certificate.der { named.insert(der) }
        }
        guard !named.isEmpty else {
            throw EngineClientError(.certificateUnknown, "no certificate in the file is for the host of \(address), so nothing was sent")
        }
        accepted.withLock { $0 = named }
    }

    /// Whether a certificate, in DER, is one of them, whomever it names.
    func contains(_ der: [UInt8]) -> Bool { certificates.contains { (try? $0.der) == der } }

    /// Whether a certificate, in DER, is one of them, names the host and is valid now.
    func accept(_ der: [UInt8]) -> Bool {
        guard accepted.withLock({ $0.contains(der) }), let certificate = try? Certificate(derEncoded: der) else { return false }
        let now = Date()
        return certificate.notValidBefore <= now && now <= certificate.notValidAfter
    }
}

extension Certificate {
    /// Whether others may go back to it: an authority's certificate (RFC 5280 §4.2.1.9), or one from before there were extensions.
    fileprivate var mayIssue: Bool {
        guard version == .v3 else { return true }
        return if case .isCertificateAuthority? = try? extensions.basicConstraints { true } else { false }
    }

    fileprivate var der: [UInt8] {
        get throws {
            var serializer = DER.Serializer()
            try serializer.serialize(self)
            return serializer.serializedBytes
        }
    }

    /// Whether it names a host, by its name or IP address (RFC 9525 §6); who issued it doesn't matter here.
    func names(_ host: String) async -> Bool {
        let isAddress = (try? SocketAddress(ipAddress: host, port: 0)) != nil
        var verifier = Verifier(rootCertificates: CertificateStore([self])) {
            NamePolicy(
                verifyingCriticalExtensions: extensions.map(\.oid),
                identity: ServerIdentityPolicy(serverHostname: isAddress ? nil : host, serverIP: isAddress ? host : nil))
        }
        return if case .validCertificate = await verifier.validate(leaf: self, intermediates: CertificateStore([])) { true } else { false }
    }
}

/// Looks at the names in a certificate, and at nothing else.
private struct NamePolicy: VerifierPolicy {
    let verifyingCriticalExtensions: [ASN1ObjectIdentifier]
    var identity: ServerIdentityPolicy

    mutating func chainMeetsPolicyRequirements(chain: UnverifiedCertificateChain) async -> PolicyEvaluationResult {
        identity.chainMeetsPolicyRequirements(chain: chain)
    }
}
