import CExampleCrypto
import CryptoBackend

/// A backend that signs, verifies, hashes and draws random bytes, and says of everything else that it isn't there.
public struct ExampleBackend: CryptoBackend {
    public let information: BackendInformation

    public init() {
        let version = String(cString: OpenSSL_version(OPENSSL_VERSION_STRING))
        information = BackendInformation(name: "example", library: "libcrypto", version: version)
    }

    // What the calls below do, and what is said here, must agree: the suite asks both.
    public func support(for operation: CryptoOperation) -> OperationSupport {
        switch operation {
        case .sign(let scheme, let bits, let exponentBits), .verify(let scheme, let bits, let exponentBits):
            support(for: scheme, bits: bits, exponentBits: exponentBits)
        case .digest, .hmac, .randomBytes:
            .supported
        default:
            .unsupported(reason: "the example leaves it out")
        }
    }

    private func support(for scheme: RSASignatureScheme, bits: Int, exponentBits: Int) -> OperationSupport {
        guard [.pkcs1v15SHA256, .pkcs1v15SHA384, .pkcs1v15SHA512].contains(scheme) else {
            return .unsupported(reason: "the example has PKCS #1 v1.5 with SHA-256, SHA-384 and SHA-512")
        }
        guard (2048...4096).contains(bits), exponentBits <= 64 else {
            return .unsupported(reason: "the example takes keys of 2048 to 4096 bits with public exponents of at most 64 bits")
        }
        return .supported
    }

    // MARK: Keys

    public func makePublicKeyHandle(for key: RSAPublicKey) throws(CryptoError) -> any RSAPublicKeyHandle {
        ExamplePublicKeyHandle(key: try LibraryKey(key), backend: self)
    }

    public func makePrivateKeyHandle(for key: RSAPrivateKey) throws(CryptoError) -> any RSAPrivateKeyHandle {
        ExamplePrivateKeyHandle(key: try LibraryKey(key), backend: self)
    }

    // MARK: Digests, MACs, random bytes

    public func digest(
        _ algorithm: DigestAlgorithm, of message: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(CryptoError) {
        let status = EVP_Q_digest(nil, algorithm.name, nil, message.baseAddress, message.count, output.baseAddress, nil)
        try LibraryFailure.check(status, "hashing with \(algorithm)")
    }

    public func hmac(
        _ algorithm: DigestAlgorithm, key: SecretBytes, message: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(CryptoError) {
        // The key is lent for the time of the call, and never copied into memory that isn't wiped.
        let value = key.withUnsafeBytes { key in
            EVP_Q_mac(
                nil, "HMAC", nil, algorithm.name, nil, key.baseAddress, key.count, message.baseAddress, message.count,
                output.baseAddress, output.count, nil)
        }
        try LibraryFailure.check(value == nil ? 0 : 1, "HMAC with \(algorithm)")
    }

    public func fillWithRandomBytes(_ buffer: UnsafeMutableRawBufferPointer) throws(CryptoError) {
        try LibraryFailure.check(RAND_bytes_ex(nil, buffer.baseAddress, buffer.count, 0), "drawing random bytes")
    }
}
