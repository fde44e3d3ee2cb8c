import CryptoBackend
import KeyFormats

func writePrivateKey(_ key: RSAPrivateKey, at path: String, passphrase: SecretBytes, using crypto: any CryptoBackend) throws {
    let writer = PrivateKeyWriter(format: .openSSH, comment: "me@example", passphrase: passphrase)
    try KeyFileWriter.createPrivateKey(try writer.write(key, using: crypto), at: path)
}
