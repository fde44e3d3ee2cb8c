import CryptoBackend
import GcryptBackend
import KeyFormats
import OpenSSLBackend

/// The keys that come out of a file, which are none for one that is refused by a typed error.
struct Reading: Equatable {
    private(set) var privateKeys: [RSAPrivateKey] = []
    private(set) var publicKeys: [RSAPublicKey] = []

    var isEmpty: Bool { privateKeys.isEmpty && publicKeys.isEmpty }

    /// Reads a file as a program does that takes any.
    ///
    /// - Parameter opening: Whether private keys that are encrypted are opened; if not, they are left out.
    init(_ file: [UInt8], opening: Bool = true, using crypto: any KeyOpening) {
        guard let file = try? KeyFile(SecretBytes(copying: file)) else { return }
        let passphrase = SecretBytes(copying: Sample.passphrase.utf8)
        for entry in file.entries {
            switch entry.content {
            case .privateKey(let file):
                guard opening || !file.isEncrypted else { continue }
                if let opened = try? file.open(passphrase: passphrase, using: crypto, limits: Reading.limits) {
                    privateKeys.append(opened.key)
                }
            case .publicKey(let file): publicKeys.append(file.key)
            case .unreadable: continue
            }
        }
    }

    private static let limits = KeyDerivationLimits(
        bcryptRounds: 2, pbkdf2Rounds: 1000, scryptMemory: 32 << 20, argon2Memory: 32 << 20, argon2Work: 64 << 20)

    /// libcrypto, and libgcrypt for what it lacks.
    static func backend() throws -> any CryptoBackend {
        try BackendRegistry([
            BackendRegistry.Registration("openssl") { () throws(CryptoError) in try OpenSSLBackend() },
            BackendRegistry.Registration("gcrypt") { () throws(CryptoError) in try GcryptBackend() },
        ]).backend(preferring: nil)
    }
}
