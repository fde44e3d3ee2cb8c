import CryptoBackend

#if OpenSSL
    import OpenSSLBackend
#endif
#if Gcrypt
    import GcryptBackend
#endif

/// The backends that this program is composed of; the first is the default.
enum Backends {
    static let registry: BackendRegistry = {
        var registrations: [BackendRegistry.Registration] = []
        #if OpenSSL
            registrations.append(.init("openssl") { () throws(CryptoError) in try OpenSSLBackend() })
        #endif
        #if Gcrypt
            registrations.append(.init("gcrypt") { () throws(CryptoError) in try GcryptBackend() })
        #endif
        return BackendRegistry(registrations)
    }()
}
