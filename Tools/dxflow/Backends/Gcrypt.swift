import CryptoBackend

#if Gcrypt
    import GcryptBackend
#endif

extension Backends {
    /// The backend over libgcrypt.
    static var gcrypt: BackendOffer {
        #if Gcrypt
            .registered(.init("gcrypt") { () throws(CryptoError) in try GcryptBackend() })
        #else
            .absent(
                AbsentBackend("gcrypt", library: "libgcrypt") { operation in
                    switch operation {
                    case .validateRSAKey, .argon2, .encrypt, .decrypt, .digest, .hmac: true
                    default: false
                    }
                })
        #endif
    }
}
