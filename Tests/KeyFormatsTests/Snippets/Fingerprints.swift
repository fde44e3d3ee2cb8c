import CryptoBackend
import KeyFormats

func describe(_ key: RSAPublicKey, using crypto: any CryptoBackend) throws -> String {
    """
    \(key.bitWidth) \(try key.sha256Fingerprint(using: crypto))
    \(try key.md5Fingerprint(using: crypto))
    \(try key.jwkThumbprint(using: crypto))
    \(try key.randomart(using: crypto))
    """
}
