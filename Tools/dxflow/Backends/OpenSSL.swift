import CryptoBackend

#if OpenSSL
    import OpenSSLBackend
#endif

extension Backends {
    /// The backend over OpenSSL's libcrypto.
    static var openSSL: BackendOffer {
        #if OpenSSL
            .registered(.init(OpenSSLBackend.name) { () throws(CryptoError) in try OpenSSLBackend() })
        #else
            .absent(
                AbsentBackend("openssl", library: "libcrypto") { operation in
                    switch operation {
                    case .validateRSAKey, .cancelRSAKeyGeneration, .pbkdf1, .pkcs12, .encrypt, .decrypt, .digest, .hmac: true
                    default: false
                    }
                })
        #endif
    }
}
