import CryptoBackend
import KeyFormats

func changePassphrase(ofKeyAt path: String, from old: SecretBytes, to new: SecretBytes, using crypto: any CryptoBackend) throws {
    let file = try PrivateKeyFile(try KeyFileReader.readPrivateKey(at: path))
    let opened = try file.open(passphrase: old, using: crypto)
    let writer = PrivateKeyWriter(format: file.format, comment: opened.comment, passphrase: new)
    // The old file stays until the new one is safely there.
    try KeyFileWriter.replacePrivateKey(try writer.write(opened.key, using: crypto), at: path)
}
