import CryptoBackend
import JWTKit
import KeyFormats

/// The key that signs tokens: made once, kept in the engine's volume, so that sessions outlive a restart.
public struct TokenSigningKey: Sendable {
    /// How it signs.
    public let algorithm: TokenAlgorithm
    let key: any JWTAlgorithm

    /// A key that is gone with the process.
    ///
    /// - Throws: `CryptoError` if the backend can't make one.
    public init(ephemeral algorithm: TokenAlgorithm, backend: any CryptoBackend) throws(CryptoError) {
        self.algorithm = algorithm
        if algorithm == .rs256 {
            key = try RS256Key(try backend.generateRSAKey(bits: 2048), backend: backend)
        } else {
            key = try TokenSigningKey.newES256Key(backend).key
        }
    }

    /// The key in a directory, which is made if it isn't there: `token-es256.der` (PKCS#8) or `token-rs256.pem` (PKCS#1), readable by the
    /// owner alone.
    ///
    /// - Throws: ``EngineStartError`` with `tokenKey` if it is damaged or others may read it, `volume` if it can't be written.
    init(in directory: String, algorithm: TokenAlgorithm, backend: any CryptoBackend) throws(EngineStartError) {
        self.algorithm = algorithm
        let path = TokenSigningKey.path(in: directory, algorithm: algorithm)
        if SystemFile.exists(path) {
            key = try TokenSigningKey.load(path, algorithm, backend)
        } else {
            key = try TokenSigningKey.make(path, algorithm, backend)
        }
    }

    static func path(in directory: String, algorithm: TokenAlgorithm) -> String {
        directory + (algorithm == .rs256 ? "/token-rs256.pem" : "/token-es256.der")
    }

    private static func load(
        _ path: String, _ algorithm: TokenAlgorithm, _ backend: any CryptoBackend
    ) throws(EngineStartError) -> any JWTAlgorithm {
        do {
            let content = try KeyFileReader.readPrivateKey(at: path)
            if algorithm == .rs256 {
                return try RS256Key(try PrivateKeyFile(content).open(passphrase: nil, using: backend).key, backend: backend)
            }
            guard let scalar = ES256Key.scalar(inFile: content) else { throw KeyFormatError(.malformed, "it isn't what an engine writes") }
            return try ES256Key(scalar: scalar)
        } catch let error as KeyFileError {
            throw EngineStartError(.tokenKey, "\(error)")
        } catch {
            throw EngineStartError(
                .tokenKey,
                "the key that signs tokens, \(path), can't be used (\(error)): remove it and the engine makes another, which ends all sessions"
            )
        }
    }

    private static func make(
        _ path: String, _ algorithm: TokenAlgorithm, _ backend: any CryptoBackend
    ) throws(EngineStartError) -> any JWTAlgorithm {
        do {
            if algorithm == .rs256 {
                let key = try backend.generateRSAKey(bits: 2048)
                try SystemFile.create(path, content: try PrivateKeyWriter(format: .pkcs1).write(key, using: backend))
                return try RS256Key(key, backend: backend)
            }
            let (key, scalar) = try newES256Key(backend)
            try SystemFile.create(path, content: ES256Key.file(scalar: scalar))
            return key
        } catch let error as EngineStartError {
            throw error
        } catch {
            throw EngineStartError(.tokenKey, "no key that signs tokens can be made: \(error)")
        }
    }

    private static func newES256Key(_ backend: any RandomSource) throws(CryptoError) -> (key: ES256Key, scalar: SecretBytes) {
        // All but one in 2^32 numbers are below the group's order.
        for _ in 0..<16 {
            let scalar = try backend.randomSecret(count: ES256Key.scalarLength)
            if let key = try? ES256Key(scalar: scalar) { return (key, scalar) }
        }
        throw CryptoError(.libraryFailure, "the random source gives no number that is a P-256 key")
    }
}
