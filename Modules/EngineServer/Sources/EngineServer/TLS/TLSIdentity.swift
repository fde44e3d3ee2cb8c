import CryptoBackend
import KeyFormats
import Logging
import NIOSSL

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The certificate with which the engine proves itself, with its private key, ready for handshakes.
struct TLSIdentity: Sendable {
    let certificate: ServerCertificate
    /// What each connection's TLS begins with: TLS 1.2 or later, HTTP/1.1 (RFC 7301).
    let context: NIOSSLContext

    /// Loads the files that are named, or the engine's own, which are made if they aren't there.
    ///
    /// - Parameters:
    ///   - files: An administrator's, or nil.
    ///   - directory: Where the engine's own are kept.
    ///   - now: In seconds since 1970.
    ///   - logger: Is warned of a certificate that isn't valid at that time.
    /// - Throws: ``EngineStartError`` with `certificate`.
    init(
        files: TLSFiles?, directory: String, backend: any Digests & RandomSource, now: Int64, logger: Logger
    ) throws(EngineStartError) {
        let own = SelfSignedCertificate(directory: directory, backend: backend)
        if files == nil { try own.makeIfMissing(now: now) }
        let files = files ?? own.files
        let chain = try TLSIdentity.chain(files.certificate)
        let key = try TLSIdentity.privateKey(files.key)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        let der: [UInt8]
        do {
            der = try chain[0].toDERBytes()
            context = try NIOSSLContext(configuration: configuration)
        } catch {
            throw EngineStartError(
                .certificate,
                "the private key \(files.key) doesn't fit the certificate \(files.certificate): name a certificate and the key that it was "
                    + "made for")
        }
        do {
            let digest = try backend.digest(.sha256, of: der)
            certificate = ServerCertificate(
                path: files.certificate, fingerprint: TLSIdentity.fingerprint(digest), isSelfSigned: files == own.files)
        } catch {
            throw EngineStartError(.certificate, "the certificate \(files.certificate) can't be told by its fingerprint: \(error)")
        }
        warn(of: chain[0], isOwn: files == own.files, files, now: now, logger)
    }

    /// Capital hexadecimal digits with colons.
    static func fingerprint(_ digest: [UInt8]) -> String {
        let digits = Array("0123456789ABCDEF")
        return digest.map { "\(digits[Int($0 >> 4)])\(digits[Int($0 & 15)])" }.joined(separator: ":")
    }

    private static func chain(_ path: String) throws(EngineStartError) -> [NIOSSLCertificate] {
        guard access(path, R_OK) == 0 else { throw unreadable("certificate", path) }
        guard let chain = try? NIOSSLCertificate.fromPEMFile(path), !chain.isEmpty else {
            throw EngineStartError(
                .certificate, "\(path) holds no certificate in PEM: tls-certificate must name a file with “-----BEGIN CERTIFICATE-----”")
        }
        return chain
    }

    private static func privateKey(_ path: String) throws(EngineStartError) -> NIOSSLPrivateKey {
        guard access(path, R_OK) == 0 else { throw unreadable("private key", path) }
        let text: SecretBytes
        do {
            text = try KeyFileReader.readPrivateKey(at: path)
        } catch {
            throw EngineStartError(.certificate, "\(error)")
        }
        // PKCS#8 (RFC 7468 §11) and the older form with headers (RFC 1421 §4.6.1.1).
        guard !contains(text, "-----BEGIN ENCRYPTED"), !contains(text, "4,ENCRYPTED") else {
            throw EngineStartError(
                .certificate,
                "the private key \(path) has a passphrase, which an engine that starts by itself can't ask for: give it a key without one "
                    + "(`openssl pkey -in KEY -out PLAIN-KEY`), readable by its user alone")
        }
        // The library reads the file itself: its other way in would leave a copy of the key in memory that isn't wiped.
        guard let key = try? NIOSSLPrivateKey(file: path, format: .pem) else {
            throw EngineStartError(
                .certificate, "\(path) holds no private key in PEM: tls-key must name a file with “-----BEGIN PRIVATE KEY-----”")
        }
        return key
    }

    private static func unreadable(_ what: String, _ path: String) -> EngineStartError {
        EngineStartError(.certificate, "the \(what) \(path) can't be read: \(String(cString: strerror(errno)))")
    }

    private static func contains(_ text: SecretBytes, _ word: String) -> Bool {
        text.withUnsafeBytes { bytes in
            let word = Array(word.utf8)
            guard bytes.count >= word.count else { return false }
            return (0...(bytes.count - word.count)).contains { start in bytes[start..<(start + word.count)].elementsEqual(word) }
        }
    }

    /// Tells of a certificate that clients will refuse. A start with it is still better than none: what runs behind may not look at dates.
    private func warn(of leaf: NIOSSLCertificate, isOwn: Bool, _ files: TLSFiles, now: Int64, _ logger: Logger) {
        if leaf.notValidBefore > now {
            logger.warning("the certificate \(files.certificate) isn't valid yet: look at this machine's clock")
        }
        guard leaf.notValidAfter < now else { return }
        let cure =
            isOwn
            ? "remove \(files.certificate) and \(files.key) and start again, then tell the clients the new fingerprint"
            : "have it renewed"
        logger.warning("the certificate \(files.certificate) has expired, so clients refuse it: \(cure)")
    }
}
