import CLibcrypto
import CryptoBackend

/// The backend over OpenSSL's libcrypto, version 3.0 or later: EVP with providers, and BN for what EVP can't say about a key.
///
/// A value holds nothing but its name; what the library keeps (fetched algorithms) is made when it is first needed and lives as long as
/// the process. Every call leaves the thread's error queue of libcrypto empty.
public struct OpenSSLBackend: CryptoBackend {
    /// The name that the backend is registered under.
    public static let name = "openssl"

    public let information: BackendInformation

    /// Sets libcrypto up, which reads the system's `openssl.cnf` when nothing in the process has done so before.
    ///
    /// - Throws: ``CryptoError`` with `libraryFailure` if the library can't be set up.
    public init() throws(CryptoError) {
        try withEmptyErrorQueue { () throws(CryptoError) in
            guard OPENSSL_init_crypto(UInt64(OPENSSL_INIT_LOAD_CONFIG), nil) == 1 else { throw libraryFailure("libcrypto can't be set up") }
        }
        information = BackendInformation(
            name: OpenSSLBackend.name, library: "libcrypto", version: String(cString: OpenSSL_version(OPENSSL_VERSION_STRING)))
    }

    public func support(for operation: CryptoOperation) -> OperationSupport {
        switch operation {
        case .generateRSAKey(let bits, _):
            // A size that no key may have is an invalid parameter on every backend, not a lack of this one.
            // The generator makes two primes of one size, so it would answer an odd number of bits with one bit less.
            guard RSAPublicKey.generatedSizes.contains(bits) else { return .supported }
            return bits % 2 == 0 ? .supported : .unsupported(reason: "libcrypto makes RSA keys of an even number of bits")
        case .cancelRSAKeyGeneration:
            return .supported
        case .completeRSAKey(let bits, _), .validateRSAKey(let bits, _):
            return RSALimits.support(bits: bits)
        case .sign(let scheme, let bits, _):
            // Unlike verification it takes public exponents of any size.
            return RSALimits.support(forSigningWith: scheme, bits: bits)
        case .verify(let scheme, let bits, let exponentBits):
            return RSALimits.support(forVerifying: scheme, bits: bits, exponentBits: exponentBits)
        case .digest(let algorithm):
            return Fetched.digest(algorithm).support
        case .hmac(let algorithm):
            return Fetched.digest(algorithm).support.and(Fetched.hmac.support)
        case .pbkdf2(let algorithm, _):
            return Fetched.digest(algorithm).support.and(Fetched.pbkdf2.support)
        case .pbkdf1(let algorithm):
            return [.md5, .sha1].contains(algorithm)
                ? Fetched.digest(algorithm).support.and(Fetched.pbkdf1.support) : .unsupported(reason: "PBKDF1 goes with MD5 and SHA-1")
        case .pkcs12(let algorithm):
            return Fetched.digest(algorithm).support.and(Fetched.pkcs12.support)
        case .scrypt(let parameters, _):
            return ScryptLimits.support(for: parameters).and(Fetched.scrypt.support)
        case .argon2:
            return .unsupported(reason: "libcrypto 3.0, for which this backend is written, has no Argon2")
        case .encrypt(.chacha20Poly1305OpenSSH), .decrypt(.chacha20Poly1305OpenSSH):
            return Fetched.chacha20.support.and(Fetched.poly1305.support)
        case .encrypt(let cipher), .decrypt(let cipher):
            return Fetched.cipher(cipher).support
        case .randomBytes:
            return .supported
        }
    }
}

extension OperationSupport {
    /// Supported if both are; else the first reason why not.
    func and(_ other: @autoclosure () -> OperationSupport) -> OperationSupport {
        self == .supported ? other() : self
    }
}
