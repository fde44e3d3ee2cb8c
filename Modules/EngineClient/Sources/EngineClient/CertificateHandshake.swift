import AsyncHTTPClient
import NIOCore

/// A connection that is made to see an engine's certificate: the TLS handshake, and nothing is sent.
struct CertificateHandshake: Sendable {
    let address: EngineAddress
    /// The way to the engine: time limit, proxy.
    let configuration: ClientConfiguration

    /// The certificate that the engine shows, whoever issued it.
    func certificate() async throws(EngineClientError) -> PresentedCertificate {
        guard address.scheme == .https else {
            throw EngineClientError(.tls, "\(address) has no certificate: only an address that begins with https:// has one")
        }
        // Any fingerprint does here: the check that takes the certificate takes the comparison's place.
        let der = try await der(trust: .pinned(CertificateFingerprint(ofCertificate: [])))
        // The other way around than one may think: what fails is a connection that the system doesn't trust.
        let trusted = try? await self.der(trust: .system)
        do {
            return try PresentedCertificate(der: der, isTrustedBySystem: trusted == der)
        } catch {
            throw EngineClientError(.tls, "\(address) shows a certificate that can't be read", underlying: error)
        }
    }

    private func der(trust: ServerTrust) async throws(EngineClientError) -> [UInt8] {
        var tls = try TLSSettings(trust, for: address)
        tls.check = .takeAndLeave
        let http = try HTTPClient.connecting(to: address, configuration: configuration, tls: tls)
        let result: Result<Void, any Error>
        do {
            let request = try HTTPClient.Request(url: address.url(path: "/", query: [], socket: nil))
            result = .success(try await http.withAnswer(to: request) { _, _ in })
        } catch {
            result = .failure(error)
        }
        try? await http.shutdown()
        switch result {
        case .failure(let error as CertificateCheck.Taken): return error.der
        case .failure(let error): throw ConnectionFailures(address: address, configuration: configuration).explain(error, hasAnswer: false)
        case .success: throw EngineClientError(.tls, "\(address) showed no certificate")
        }
    }
}
