import CryptoBackend
import GcryptBackend
import OpenSSLBackend
import SwiftCryptoBackend
import Testing

/// Every backend of this project; a further one is a line here.
struct RegisteredBackend: Sendable, CustomTestStringConvertible {
    let name: String

    var testDescription: String { name }

    var backend: any CryptoBackend {
        get throws { try RegisteredBackend.registry.backend(named: name) }
    }

    private static let registry = BackendRegistry([
        .init("openssl") { () throws(CryptoError) in try OpenSSLBackend() },
        .init("gcrypt") { () throws(CryptoError) in try GcryptBackend() },
        .init("swift-crypto") { () throws(CryptoError) in SwiftCryptoBackend() },
    ])

    static let all: [RegisteredBackend] = registry.names.map(RegisteredBackend.init(name:))
}
