import CLibgcrypt
import CryptoBackend

/// Cryptography by libgcrypt, 1.10 or later.
///
/// Private numbers lie in the library's secure memory for as long as they are in its hands, locked as far as the process may lock
/// memory, and wiped on release. When something else in the process has set libgcrypt up before, its set-up stands, and copies of
/// private numbers that the library makes of its own accord may outlive a key; likewise in FIPS mode, where it allows no other
/// allocation functions.
public struct GcryptBackend: CryptoBackend {
    public let information: BackendInformation

    /// Sets the library up, once in a process.
    ///
    /// - Throws: ``CryptoError``: `libraryFailure` when the library is too old.
    public init() throws(CryptoError) {
        information = BackendInformation(name: "gcrypt", library: "libgcrypt", version: try GcryptLibrary.version())
    }

    public func support(for operation: CryptoOperation) -> OperationSupport {
        switch operation {
        case .generateRSAKey(let bits, _): support(forKeysOf: bits)
        case .cancelRSAKeyGeneration: .unsupported(reason: "libgcrypt's generator can't be interrupted")
        case .completeRSAKey, .validateRSAKey, .randomBytes: .supported
        case .sign(let scheme, let bits, _): support(forSigningWith: scheme, bits: bits)
        case .verify(let scheme, let bits, _): support(forVerifyingWith: scheme, bits: bits)
        case .digest(let algorithm), .hmac(let algorithm): support(for: algorithm)
        case .pbkdf2(let algorithm, let isPassphraseEmpty):
            GcryptLibrary.isRestrictedByFIPS && isPassphraseEmpty ? GcryptLibrary.restriction : support(for: algorithm)
        case .scrypt(let parameters, _): support(for: parameters)
        case .argon2(let parameters, let isPassphraseEmpty): support(for: parameters, isPassphraseEmpty: isPassphraseEmpty)
        case .encrypt(let cipher): support(forEncryptionWith: cipher)
        case .decrypt(let cipher): support(for: cipher)
        case .pbkdf1, .pkcs12: .unsupported(reason: "libgcrypt hasn't the key derivation of these old files")
        }
    }
}
