import CLibcrypto
import CryptoBackend

// What is in OpenSSL's legacy provider: the ciphers and the key derivation of old files.
extension Fetched {
    /// A library context that has the legacy provider beside the default one, whose digests PBKDF1 asks for.
    ///
    /// To load the provider into the default context would change what every other user of libcrypto in the process gets, so it is loaded
    /// into a context of its own, when something of it is first asked for.
    private static let legacyContext: Result<LegacyContext, LegacyContext.Missing> = LegacyContext.make()

    /// A library context, which is never changed once it is made, so that any number of threads may use it.
    private struct LegacyContext: @unchecked Sendable {
        let pointer: OpaquePointer

        struct Missing: Error {
            let reason: String
        }

        static func make() -> Result<LegacyContext, Missing> {
            emptyErrorQueue()
            defer { emptyErrorQueue() }
            let context = OSSL_LIB_CTX_new()
            guard let context, OSSL_PROVIDER_load(context, "legacy") != nil, OSSL_PROVIDER_load(context, "default") != nil else {
                let detail = takeLibraryReason().map { " (\($0))" } ?? ""
                OSSL_LIB_CTX_free(context)
                return .failure(Missing(reason: "it is in OpenSSL's legacy provider, which can't be loaded here\(detail)"))
            }
            return .success(LegacyContext(pointer: context))
        }
    }

    private static func legacy(_ name: String, _ fetch: (OpaquePointer) -> OpaquePointer?) -> Fetched {
        switch legacyContext {
        case .success(let context): Fetched(name) { fetch(context.pointer) }
        case .failure(let missing): Fetched(missing: missing.reason)
        }
    }

    private static func legacyCipher(named name: String) -> Fetched {
        legacy(name) { context in EVP_CIPHER_fetch(context, name, nil) }
    }

    static let desCBC = legacyCipher(named: "DES-CBC")
    static let rc2CBC40 = legacyCipher(named: "RC2-40-CBC")
    static let rc2CBC64 = legacyCipher(named: "RC2-64-CBC")
    static let rc2CBC128 = legacyCipher(named: "RC2-CBC")
    static let rc4With40Bits = legacyCipher(named: "RC4-40")
    static let rc4With128Bits = legacyCipher(named: "RC4")
    static let pbkdf1 = legacy("PBKDF1") { context in EVP_KDF_fetch(context, "PBKDF1", nil) }
}
