extension EngineClient {
    /// The certificate that an engine shows: a TLS handshake is made and nothing is sent, so that a program can show the fingerprint and ask,
    /// as ssh does, and then pin it (``ServerTrust/pinned(_:)``).
    ///
    /// - Parameters:
    ///   - address: An address that begins with `https://`.
    ///   - configuration: The time limits and the proxy; its trust doesn't count here.
    /// - Throws: ``EngineClientError`` where there is no connection, or no TLS.
    public static func presentedCertificate(
        at address: EngineAddress, configuration: ClientConfiguration = ClientConfiguration()
    ) async throws(EngineClientError) -> PresentedCertificate {
        try await CallDeadline.enforce(configuration, on: address) {
            try await CertificateHandshake(address: address, configuration: configuration).certificate()
        }
    }
}
