import CryptoBackend
import GcryptBackend
import OpenSSLBackend
import Testing

/// The backends, with each of which everything here is done.
enum InteropBackend: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case openssl
    case gcrypt

    var testDescription: String { rawValue }

    /// The backend as the command line takes it: what its library lacks another one does.
    var backend: any CryptoBackend {
        get throws { try InteropBackend.registry.backend(preferring: rawValue) }
    }

    private static let registry = BackendRegistry([
        .init("openssl") { () throws(CryptoError) in try OpenSSLBackend() },
        .init("gcrypt") { () throws(CryptoError) in try GcryptBackend() },
    ])
}
