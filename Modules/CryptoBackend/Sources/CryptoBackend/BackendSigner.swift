/// A signer whose key a backend holds in memory.
public struct BackendSigner: Signer {
    private let handle: any RSAPrivateKeyHandle
    public let fingerprint: String

    public var publicKey: RSAPublicKey { handle.publicKey }

    /// - Parameters:
    ///   - handle: The private key, made by a backend.
    ///   - fingerprint: The key's OpenSSH fingerprint.
    public init(handle: any RSAPrivateKeyHandle, fingerprint: String) {
        self.handle = handle
        self.fingerprint = fingerprint
    }

    public func sign(_ message: [UInt8]) async throws -> [UInt8] {
        try handle.signature(for: message, scheme: .pkcs1v15SHA256)
    }
}
