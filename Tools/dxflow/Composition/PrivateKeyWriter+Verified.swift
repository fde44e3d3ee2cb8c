import CryptoBackend
import KeyFormats

extension PrivateKeyWriter {
    /// Writes a file and opens what was written, so that nothing is trusted with a key that doesn't give it back.
    ///
    /// - Throws: What writing throws, and ``Failure`` where another key or none comes out.
    func verified(_ key: RSAPrivateKey, using crypto: any CryptoBackend) throws -> SecretBytes {
        let contents = try write(key, using: crypto)
        let again = try? PrivateKeyFile(contents).open(passphrase: passphrase, using: crypto)
        guard again?.key == key else { throw Failure("the \(format.name) file doesn't give the same key back, so it was not written") }
        return contents
    }

    /// Keeps what guessing the old passphrase of the file costs, where that is more than is usual.
    mutating func keepCosts(of encryption: KeyEncryption?) {
        guard let encryption else { return }
        switch format {
        case .pkcs8, .pkcs8DER:
            if encryption.scrypt != nil { scrypt = PrivateKeyWriter.usualScrypt }
            if let rounds = encryption.rounds { pbkdf2Rounds = max(pbkdf2Rounds, rounds) }
        case .openSSH:
            if let rounds = encryption.rounds { bcryptRounds = max(bcryptRounds, rounds) }
        default: break
        }
    }
}
