import CLibcrypto
import CryptoBackend

/// An algorithm that was fetched from libcrypto's providers once, for the life of the process, or the reason why there is none.
///
/// Fetching takes a search through the providers and a lock, so it isn't done for each call. What is fetched is immutable and may be used
/// by any number of threads (crypto(7), "Algorithm fetching").
struct Fetched: @unchecked Sendable {
    private let result: Result<OpaquePointer, Missing>

    private struct Missing: Error {
        let reason: String
    }

    var support: OperationSupport {
        switch result {
        case .success: .supported
        case .failure(let missing): .unsupported(reason: missing.reason)
        }
    }

    /// The algorithm; nil where ``support`` says that it isn't there.
    var pointer: OpaquePointer? { try? result.get() }

    /// - Parameters:
    ///   - name: The algorithm's name, for the reason.
    ///   - fetch: Asks libcrypto for it.
    init(_ name: String, _ fetch: () -> OpaquePointer?) {
        emptyErrorQueue()
        defer { emptyErrorQueue() }
        if let pointer = fetch() {
            result = .success(pointer)
        } else {
            let reason = takeLibraryReason().map { " (\($0))" } ?? ""
            result = .failure(Missing(reason: "none of the loaded providers of libcrypto has \(name)\(reason)"))
        }
    }

    init(missing reason: String) {
        result = .failure(Missing(reason: reason))
    }

    /// The name by which a fetched digest is a parameter of something else.
    var digestName: String { pointer.map { String(cString: EVP_MD_get0_name($0)) } ?? "" }

    private static func digest(named name: String) -> Fetched { Fetched(name) { EVP_MD_fetch(nil, name, nil) } }
    private static func mac(named name: String) -> Fetched { Fetched(name) { EVP_MAC_fetch(nil, name, nil) } }
    private static func kdf(named name: String) -> Fetched { Fetched(name) { EVP_KDF_fetch(nil, name, nil) } }
    private static func cipher(named name: String) -> Fetched { Fetched(name) { EVP_CIPHER_fetch(nil, name, nil) } }

    // MARK: Digests

    private static let md5 = digest(named: "MD5")
    private static let sha1 = digest(named: "SHA1")
    private static let sha224 = digest(named: "SHA2-224")
    private static let sha256 = digest(named: "SHA2-256")
    private static let sha384 = digest(named: "SHA2-384")
    private static let sha512 = digest(named: "SHA2-512")

    static func digest(_ algorithm: DigestAlgorithm) -> Fetched {
        switch algorithm {
        case .sha256: sha256
        case .sha384: sha384
        case .sha512: sha512
        case .sha224: sha224
        case .sha1: sha1
        case .md5: md5
        default: Fetched(missing: "this backend doesn't know \(algorithm)")
        }
    }

    // MARK: MACs and key derivation

    static let hmac = mac(named: "HMAC")
    static let poly1305 = mac(named: "POLY1305")
    static let pbkdf2 = kdf(named: "PBKDF2")
    static let pkcs12 = kdf(named: "PKCS12KDF")
    static let scrypt = kdf(named: "SCRYPT")

    // MARK: Ciphers

    private static let aes128CBC = cipher(named: "AES-128-CBC")
    private static let aes192CBC = cipher(named: "AES-192-CBC")
    private static let aes256CBC = cipher(named: "AES-256-CBC")
    private static let aes128CTR = cipher(named: "AES-128-CTR")
    private static let aes192CTR = cipher(named: "AES-192-CTR")
    private static let aes256CTR = cipher(named: "AES-256-CTR")
    private static let aes128GCM = cipher(named: "AES-128-GCM")
    private static let aes256GCM = cipher(named: "AES-256-GCM")
    private static let tripleDESCBC = cipher(named: "DES-EDE3-CBC")
    static let chacha20 = cipher(named: "ChaCha20")

    static func cipher(_ algorithm: CipherAlgorithm) -> Fetched {
        switch algorithm {
        case .aes256CTR: aes256CTR
        case .aes256CBC: aes256CBC
        case .aes192CTR: aes192CTR
        case .aes192CBC: aes192CBC
        case .aes128CTR: aes128CTR
        case .aes128CBC: aes128CBC
        case .aes256GCM: aes256GCM
        case .aes128GCM: aes128GCM
        case .tripleDESCBC: tripleDESCBC
        case .desCBC: desCBC
        case .rc2CBC40: rc2CBC40
        case .rc2CBC64: rc2CBC64
        case .rc2CBC128: rc2CBC128
        case .rc4With40Bits: rc4With40Bits
        case .rc4With128Bits: rc4With128Bits
        default: Fetched(missing: "this backend doesn't know \(algorithm)")
        }
    }
}
