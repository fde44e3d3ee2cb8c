import Crypto
import CryptoBackend
import EngineAPI
import KeyFormats
import NIOCore
import SwiftASN1
import X509

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The engine's own certificate: made once, and kept.
///
/// It is never made again by itself, not when it expires nor when the machine gets other addresses: clients know it by its fingerprint, and
/// one that changed unasked would look like an attack. Who removes both files gets another.
struct SelfSignedCertificate {
    /// How long it is good for, in days: ten years.
    static let lifetime: Int64 = 3650

    /// The directory of the engine's own keys.
    let directory: String
    let backend: any RandomSource

    var files: TLSFiles { TLSFiles(certificate: directory + "/tls.pem", key: directory + "/tls.key") }

    /// Makes key and certificate, the key first; one that a start made which was then interrupted is taken.
    ///
    /// - Parameter now: In seconds since 1970.
    /// - Throws: ``EngineStartError``: `certificate` for a certificate whose key is gone, `volume` if they can't be written.
    func makeIfMissing(now: Int64) throws(EngineStartError) {
        guard !SystemFile.exists(files.certificate) else {
            guard SystemFile.exists(files.key) else {
                throw EngineStartError(
                    .certificate,
                    "\(files.certificate) is there without its private key, \(files.key): put the key back, or remove the certificate and "
                        + "the engine makes another, which clients must be told of")
            }
            return
        }
        do {
            let scalar = try privateNumber()
            let key = try scalar.withUnsafeBytes { try P256.Signing.PrivateKey(rawRepresentation: $0) }
            let text = try SelfSignedCertificate.certificate(of: key, now: now).serializeAsPEM().pemString + "\n"
            if !SystemFile.exists(files.key) {
                try SystemFile.create(files.key, content: PrivateKeyInfoPEM.text(of: ES256Key.file(scalar: scalar)))
            }
            try SystemFile.create(files.certificate, content: SecretBytes(copying: Array(text.utf8)))
        } catch let error as EngineStartError {
            throw error
        } catch {
            throw EngineStartError(.certificate, "no certificate can be made in \(directory): \(error)")
        }
    }

    /// The number of the key that is there, or a new one.
    private func privateNumber() throws -> SecretBytes {
        guard SystemFile.exists(files.key) else {
            // All but one in 2^32 numbers are below the group's order.
            for _ in 0..<16 {
                let scalar = try backend.randomSecret(count: ES256Key.scalarLength)
                if (try? ES256Key(scalar: scalar)) != nil { return scalar }
            }
            throw CryptoError(.libraryFailure, "the random source gives no number that is a P-256 key")
        }
        let text = try KeyFileReader.readPrivateKey(at: files.key)
        guard let der = try? PrivateKeyInfoPEM.content(of: text), let scalar = ES256Key.scalar(inFile: der) else {
            throw EngineStartError(
                .certificate,
                "\(files.key) isn't a key that an engine makes, and has no certificate: move it away, or name both in the profile")
        }
        return scalar
    }

    private static func certificate(of key: P256.Signing.PrivateKey, now: Int64) throws -> Certificate {
        let host = HostAttributes.hostName
        // A common name has 64 characters at the most (RFC 5280, appendix A.1).
        let name = try DistinguishedName { CommonName(String((host.isEmpty ? "dxflow" : host).prefix(64))) }
        let start = Date(timeIntervalSince1970: Double(now))
        return try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: Certificate.PublicKey(key.publicKey),
            // A day back, for clients whose clock is behind.
            notValidBefore: start.addingTimeInterval(-86_400), notValidAfter: start.addingTimeInterval(Double(lifetime) * 86_400),
            issuer: name, subject: name, signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(digitalSignature: true))
                try ExtendedKeyUsage([.serverAuth])
                SubjectAlternativeNames(names(host: host))
            }, issuerPrivateKey: Certificate.PrivateKey(key))
    }

    /// What clients may call this machine: its name, `localhost`, and its addresses (RFC 5280 §4.2.1.6).
    private static func names(host: String) -> [GeneralName] {
        var names = ["localhost"]
        if !host.isEmpty, host != "localhost", host.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) { names.insert(host, at: 0) }
        // What has a zone is good on one link of one machine only (RFC 4007 §11).
        let texts = ["127.0.0.1", "::1"] + HostAttributes.addresses().map(\.address).filter { !$0.contains("%") }
        var seen: Set<[UInt8]> = []
        let addresses = texts.compactMap { IPAddress($0)?.bytes }.filter { seen.insert($0).inserted }
        return names.map { .dnsName($0) } + addresses.map { .ipAddress(ASN1OctetString(contentBytes: $0[...])) }
    }
}
