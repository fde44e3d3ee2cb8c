import CryptoBackend
import KeyFormats

/// A key that signs tokens.
struct TokenSigningKey: Sendable {
    let publicKey: TokenPublicKey
    private let sign: @Sendable ([UInt8]) throws -> [UInt8]

    private init(_ key: ES256Key, digests: any Digests) throws {
        publicKey = try TokenPublicKey(key.publicKey, digests: digests)
        sign = { try key.signature(of: $0) }
    }

    private init(_ key: RSAPrivateKey, backend: any RSAOperations & Digests) throws {
        let handle = try backend.makePrivateKeyHandle(for: key)
        publicKey = try TokenPublicKey(key.publicKey, backend: backend)
        sign = { try handle.signature(for: $0, scheme: .pkcs1v15SHA256) }
    }

    /// The key in a file.
    ///
    /// - Throws: `KeyFormatError` or `CryptoError` if it isn't what ``make(_:backend:)`` gives.
    init(file: SecretBytes, algorithm: TokenAlgorithm, backend: any CryptoBackend) throws {
        if algorithm == .rs256 {
            try self.init(try PrivateKeyFile(file).open(passphrase: nil, using: backend).key, backend: backend)
            return
        }
        guard let scalar = ES256Key.scalar(inFile: file) else { throw KeyFormatError(.malformed, "it isn't what an engine writes") }
        try self.init(try ES256Key(scalar: scalar), digests: backend)
    }

    /// Makes a key.
    ///
    /// - Returns: It, and the content of the file that keeps it: PKCS#8 in DER of ES256, PKCS#1 in PEM of RS256.
    /// - Throws: `CryptoError` or `KeyFormatError` if the backend can't.
    static func make(_ algorithm: TokenAlgorithm, backend: any CryptoBackend) throws -> (key: TokenSigningKey, file: SecretBytes) {
        if algorithm == .rs256 {
            let key = try backend.generateRSAKey(bits: 2048)
            return (
                try TokenSigningKey(key, backend: backend), try PrivateKeyWriter(format: .pkcs1).write(key, using: backend)
            )
        }
        // All but one in 2^32 numbers are below the group's order.
        for _ in 0..<16 {
            let scalar = try backend.randomSecret(count: ES256Key.scalarLength)
            guard let key = try? ES256Key(scalar: scalar) else { continue }
            return (try TokenSigningKey(key, digests: backend), ES256Key.file(scalar: scalar))
        }
        throw CryptoError(.libraryFailure, "the random source gives no number that is a P-256 key")
    }

    func signature(of message: [UInt8]) throws -> [UInt8] { try sign(message) }
}
