import CryptoBackend

/// The backend over swift-crypto, with the copy of BoringSSL that it carries: it needs no library of the system.
///
/// Use it where no other backend can be built. swift-crypto keeps keys in memory that it wipes, and this backend wipes what swift-crypto
/// hands out, but copies remain in freed memory that nobody can reach to wipe: the bytes that PBKDF2 and scrypt derive, a message on its
/// way into AES in cipher block chaining mode, and what a cipher or a hash function had on the stack.
///
/// BoringSSL blinds private operations and checks every signature before it gives it away. It takes no private key whose numbers don't
/// belong together, but has no test of primality that could be called: ``validate(_:)`` isn't there.
public struct SwiftCryptoBackend: CryptoBackend {
    /// The name that the backend is registered under.
    public static let name = "swift-crypto"

    // Neither swift-crypto nor its BoringSSL can be asked for a version, when a program is built or when it runs. What is known is what
    // the package's manifest admits, and that is any version from 4.5.0 up to 5.
    public let information = BackendInformation(name: name, library: "BoringSSL (swift-crypto)", version: "4.x")

    public init() {}

    public func support(for operation: CryptoOperation) -> OperationSupport {
        switch operation {
        case .generateRSAKey(let bits, let publicExponent):
            RSALimits.support(forGenerating: bits, publicExponent: publicExponent)
        case .cancelRSAKeyGeneration:
            .unsupported(reason: "swift-crypto's generator can't be interrupted")
        case .completeRSAKey(let bits, let exponentBits):
            RSALimits.support(forCompleting: bits, exponentBits: exponentBits)
        case .validateRSAKey:
            .unsupported(reason: "swift-crypto has no test of primality")
        case .sign(let scheme, let bits, let exponentBits):
            RSALimits.support(forSigningWith: scheme, bits: bits, exponentBits: exponentBits)
        case .verify(let scheme, let bits, let exponentBits):
            RSALimits.support(forVerifying: scheme, bits: bits, exponentBits: exponentBits)
        case .digest(let algorithm), .hmac(let algorithm):
            algorithm.hashFunction == nil ? .unsupported(reason: "swift-crypto has no \(algorithm)") : .supported
        case .pbkdf2(let algorithm, _):
            algorithm.functionOfPBKDF2 == nil ? .unsupported(reason: "swift-crypto's PBKDF2 has no \(algorithm)") : .supported
        case .scrypt(let parameters, _):
            ScryptLimits.support(for: parameters)
        case .encrypt(let cipher), .decrypt(let cipher):
            support(for: cipher)
        case .randomBytes:
            .supported
        default:
            .unsupported(reason: "swift-crypto hasn't got it")
        }
    }
}
