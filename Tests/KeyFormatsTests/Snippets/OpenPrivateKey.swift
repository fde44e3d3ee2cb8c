import CryptoBackend
import KeyFormats

func openPrivateKey(at path: String, passphrase: () throws -> SecretBytes, using crypto: any CryptoBackend) throws -> RSAPrivateKey {
    let file = try PrivateKeyFile(try KeyFileReader.readPrivateKey(at: path))
    let opened = try file.open(passphrase: file.isEncrypted ? passphrase() : nil, using: crypto)
    return opened.key
}
