import CryptoBackend
import GcryptBackend
import OpenSSLBackend
import Testing

/// Every backend of this project; a further one is added here.
enum RegisteredBackend: String, CaseIterable, CustomTestStringConvertible {
    case openssl
    case gcrypt

    var testDescription: String { rawValue }

    var backend: any CryptoBackend {
        get throws { try RegisteredBackend.registry.backend(named: rawValue) }
    }

    private static let registry = BackendRegistry([
        .init("openssl") { () throws(CryptoError) in try OpenSSLBackend() },
        .init("gcrypt") { () throws(CryptoError) in try GcryptBackend() },
    ])
}
