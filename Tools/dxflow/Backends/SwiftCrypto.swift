import CryptoBackend

#if SwiftCrypto
    import SwiftCryptoBackend
#endif

extension Backends {
    /// The backend over swift-crypto and its BoringSSL, which has nothing that the others lack.
    static var swiftCrypto: BackendOffer {
        #if SwiftCrypto
            .registered(.init(SwiftCryptoBackend.name) { () throws(CryptoError) in SwiftCryptoBackend() })
        #else
            .absent(AbsentBackend("swift-crypto", library: "BoringSSL") { _ in false })
        #endif
    }
}
