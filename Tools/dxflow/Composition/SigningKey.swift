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
            let file = try PrivateKeyFile(contents)
            let key = try opened(file)
            try key.publicKey.requireSignInSize()
            return BackendSigner(
                handle: try crypto.makePrivateKeyHandle(for: key), fingerprint: try key.publicKey.sha256Fingerprint(using: crypto))
        } catch let error as KeyFormatError {
            throw Failure("\(path): \(error)")
        }
    }

    private func opened(_ file: PrivateKeyFile) throws -> RSAPrivateKey {
        guard file.isEncrypted else { return try file.open(passphrase: nil, using: crypto).key }
        if let given = try passphrase?.given() { return try file.open(passphrase: given, using: crypto).key }
        guard TerminalPassphrase.isPossible else {
            throw Failure("\(path) needs a passphrase, and \(TerminalPassphrase.noTerminal)")
        }
        var attempts = 1
        while true {
            do {
                return try file.open(passphrase: try TerminalPassphrase.ask("Passphrase for \(path): "), using: crypto).key
            } catch let error as KeyFormatError where error.code == .wrongPassphrase && attempts < 3 {
                attempts += 1
                Console.current.note("That didn't open it; try again.")
            }
        }
    }
}
