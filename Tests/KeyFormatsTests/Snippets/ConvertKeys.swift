import CryptoBackend
import KeyFormats

func jwk(ofKeyIn contents: SecretBytes, using crypto: any CryptoBackend) throws -> SecretBytes {
    let opened = try PrivateKeyFile(contents).open(passphrase: nil, using: crypto)
    return try PrivateKeyWriter(format: .jwk, comment: opened.comment).write(opened.key, using: crypto)
}

func publicHalf(ofKeyIn contents: SecretBytes, using crypto: any CryptoBackend) throws -> [UInt8] {
    let opened = try PrivateKeyFile(contents).open(passphrase: nil, using: crypto)
    return PublicKeyFormat.spki.content(of: opened.key.publicKey)
}
