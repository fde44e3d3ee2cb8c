import EngineClient

func configuration(
    for address: EngineAddress, pinned: CertificateFingerprint?, confirm: (PresentedCertificate) -> Bool
) async throws -> ClientConfiguration {
    var configuration = ClientConfiguration()
    if let pinned {
        configuration.trust = .pinned(pinned)
        return configuration
    }
    let certificate = try await EngineClient.presentedCertificate(at: address)
    if !certificate.isTrustedBySystem, confirm(certificate) {
        configuration.trust = .pinned(certificate.fingerprint)
    }
    return configuration
}
