import CryptoBackend
import KeyFormats

func readPublicKey(at path: String) throws -> RSAPublicKey {
    let file = try PublicKeyFile(try KeyFileReader.readPublicKey(at: path))
    try file.key.requireSignInSize()
    return file.key
}
