import CryptoBackend
import KeyFormats

/// The private key file that signs a person in, opened when a signature is first needed.
struct SigningKey: Sendable {
    let path: String
    let passphrase: PassphraseOptions?
    let crypto: any CryptoBackend

    /// Opens the key, asking for its passphrase if it has one.
    ///
    /// - Throws: What is wrong with the file, with its name.
    func open() throws -> any Signer {
        let contents = try KeyFileReader.readPrivateKey(at: path)
        do {
            let opening = PrivateKeyOpening(crypto: crypto) { try passphrase?.given() }
            let key = try opening.open(try PrivateKeyFile(contents), named: path).key
            try key.publicKey.requireSignInSize()
            return BackendSigner(
                handle: try crypto.makePrivateKeyHandle(for: key), fingerprint: try key.publicKey.sha256Fingerprint(using: crypto))
        } catch let error as KeyFormatError {
            throw Failure("\(path): \(error)")
        }
    }
}
