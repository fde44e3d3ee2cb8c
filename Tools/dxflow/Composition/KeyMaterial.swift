import CryptoBackend
import KeyFormats

/// What a file of one key holds.
enum KeyMaterial: Sendable {
    case privateKey(PrivateKeyFile)
    case publicKey(PublicKeyFile)

    /// The private key if there is one, whatever stands beside it; else the public key.
    ///
    /// - Throws: `KeyFormatError`, also where it isn't plain which key is meant.
    init(_ contents: SecretBytes) throws(KeyFormatError) {
        do {
            self = .privateKey(try PrivateKeyFile(contents))
        } catch {
            guard error.code == .isPublicKey else { throw error }
            self = .publicKey(try PublicKeyFile(contents))
            return
        }
        var count = 0
        for entry in try KeyFile(contents).entries {
            if case .privateKey = entry.content { count += 1 }
        }
        guard count == 1 else { throw KeyFormatError(.malformed, "there are \(count) private keys in it, and one is expected") }
    }
}
