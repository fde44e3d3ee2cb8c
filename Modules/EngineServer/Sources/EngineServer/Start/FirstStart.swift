import AuthorizedKeys
import CryptoBackend
import KeyFormats

/// What an engine does when it starts in its volume for the first time: it makes itself the MASTER key pair and authorizes it.
///
/// A start that was interrupted is taken up where it ended. What has been done once is marked by an empty file and never done again: a
/// MASTER key that an administrator took away stays away.
struct FirstStart {
    /// The directory of the engine's own keys.
    let directory: String
    let keys: KeyRegistry
    let backend: any CryptoBackend

    private var marker: String { directory + "/master.authorized" }
    private var files: KeyPairFiles {
        KeyPairFiles(privatePath: directory + "/master.pem", publicPath: directory + "/master.pub")
    }

    /// - Returns: Whether this start was the first.
    /// - Throws: ``EngineStartError``.
    func perform() async throws(EngineStartError) -> Bool {
        guard !SystemFile.exists(marker) else { return false }
        do {
            _ = try await keys.authorizeOwnKey(try masterKey())
        } catch let error as EngineStartError {
            throw error
        } catch {
            throw EngineStartError(.masterKey, "the engine's own key pair in \(directory) can't be made and authorized: \(error)")
        }
        try SystemFile.create(marker, content: SecretBytes())
        return true
    }

    /// The public half of the pair, whose files are there afterwards.
    private func masterKey() throws -> RSAPublicKey {
        let hasPrivate = SystemFile.exists(files.privatePath)
        guard hasPrivate || !SystemFile.exists(files.publicPath) else {
            throw EngineStartError(
                .masterKey,
                "\(files.publicPath) is there without its private half, so the engine hasn't made it; move it away, and register it if it is "
                    + "a key of yours")
        }
        let text: SecretBytes
        let key: RSAPublicKey
        if hasPrivate {
            text = try KeyFileReader.readPrivateKey(at: files.privatePath)
            key = try PrivateKeyFile(text).open(passphrase: nil, using: backend).key.publicKey
            if SystemFile.exists(files.publicPath) { return key }
        } else {
            let made = try backend.generateRSAKey(bits: RSAPublicKey.minimumSignInSize)
            text = try PrivateKeyWriter(format: .pkcs1).write(made, using: backend)
            key = made.publicKey
        }
        let line = OpenSSHPublicKey(key: key, comment: "master").line + "\n"
        try files.write(privateKey: text, publicKey: line, overwriting: hasPrivate)
        return key
    }
}
