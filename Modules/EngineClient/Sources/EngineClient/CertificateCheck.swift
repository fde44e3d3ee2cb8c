import AsyncHTTPClient
import NIOCore
import NIOSSL

/// What is done with an engine's certificate between the TLS handshake and the first byte that is sent, on every connection.
///
/// The handshake has shown by then that the engine holds the certificate's private key.
enum CertificateCheck: Sendable {
    /// The connection goes on if it is this certificate, and ends if it is another one.
    case compare(CertificateFingerprint)
    /// The connection goes on if it is one of these, names the host and is valid, and ends if not.
    case own(OwnCertificates)
    /// The connection ends in any case, with the certificate as its error.
    case takeAndLeave

    /// How a connection to an engine with another certificate ends.
    struct Mismatch: Error {
        let der: [UInt8]
        let pinned: CertificateFingerprint
    }

    /// How a connection ends to an engine whose certificate is none of its own that are known.
    struct Unknown: Error {}

    /// How a connection ends that was made for the certificate alone.
    struct Taken: Error {
        let der: [UInt8]
    }

    /// Runs the check on a connection that was just made. The future is done when this returns, so that no other event comes between.
    func run(on channel: any Channel) -> EventLoopFuture<Void> {
        do {
            guard let certificate = try channel.pipeline.syncOperations.nioSSL_peerCertificate() else {
                throw HTTPClientError.tlsHandshakeTimeout
            }
            let der = try certificate.toDERBytes()
            switch self {
            case .compare(let fingerprint):
                guard CertificateFingerprint(ofCertificate: der) == fingerprint else { throw Mismatch(der: der, pinned: fingerprint) }
                return channel.eventLoop.makeSucceededVoidFuture()
            case .own(let certificates):
                guard certificates.accept(der) else { throw Unknown() }
                return channel.eventLoop.makeSucceededVoidFuture()
            case .takeAndLeave: throw Taken(der: der)
            }
        } catch {
            // Only once the pool of connections has heard that there is none: it asserts that it knows a connection that fails.
            channel.eventLoop.execute { channel.close(promise: nil) }
            return channel.eventLoop.makeFailedFuture(error)
        }
    }
}
