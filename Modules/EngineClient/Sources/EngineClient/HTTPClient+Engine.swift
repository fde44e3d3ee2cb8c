import AsyncHTTPClient
import NIOCore
import NIOSSL

extension HTTPClient {
    /// A client that makes connections to one engine.
    ///
    /// - Parameter check: What is done with the engine's certificate beyond what the configuration's trust asks for.
    /// - Throws: ``EngineClientError`` for authorities that can't be read and a proxy that can't be used.
    static func connecting(
        to address: EngineAddress, configuration: ClientConfiguration, check: CertificateCheck? = nil
    ) throws(EngineClientError) -> HTTPClient {
        var options = HTTPClient.Configuration()
        // Following is never right: the token would go along to wherever the answer says.
        options.redirectConfiguration = .disallow
        options.timeout = .init(connect: .nanoseconds(configuration.connectTimeout.nanoseconds))
        // Refused is refused: whoever calls wants to know now, not when the time limit is over.
        options.connectionPool.retryConnectionEstablishment = false
        options.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 64
        options.connectionPool.idleTimeout = .seconds(15)
        options.httpVersion = .http1Only
        options.decompression = .disabled
        options.proxy = try configuration.proxy.proxy(for: address)?.forHTTPClient
        var certificateCheck: CertificateCheck?
        if address.scheme == .https {
            options.tlsConfiguration = try tls(for: address, configuration.trust)
            certificateCheck = check ?? configuration.trust.check
        }
        options.http1_1ConnectionDebugInitializer = { [certificateCheck] channel in
            do { try StatusCheck.add(to: channel) } catch { return channel.eventLoop.makeFailedFuture(error) }
            return certificateCheck?.run(on: channel) ?? channel.eventLoop.makeSucceededVoidFuture()
        }
        return HTTPClient(configuration: options)
    }

    private static func tls(for address: EngineAddress, _ trust: ServerTrust) throws(EngineClientError) -> TLSConfiguration {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        switch trust {
        case .system: break
        case .authorities(let path):
            do {
                let authorities = try NIOSSLCertificate.fromPEMFile(path)
                guard !authorities.isEmpty else { throw NIOSSLError.failedToLoadCertificate }
                tls.trustRoots = .certificates(authorities)
            } catch {
                throw EngineClientError(
                    .tls,
                    "the authorities for \(address) can't be read: \(printable(path)) isn't a readable file of certificates in PEM",
                    underlying: error)
            }
        case .pinned:
            // The library's check asks for an issuer, a name and a date, none of which a certificate needs that is known by itself. The
            // whole of the check is then the comparison, which every connection goes through before anything is sent.
            tls.certificateVerification = .none
        }
        return tls
    }
}

extension ServerTrust {
    /// What is left to be checked where the library doesn't.
    fileprivate var check: CertificateCheck? {
        if case .pinned(let fingerprint) = self { .compare(fingerprint) } else { nil }
    }
}

extension Duration {
    /// The length in nanoseconds, as far as they can be counted.
    fileprivate var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        return overflow ? .max : product + attoseconds / 1_000_000_000
    }
}
