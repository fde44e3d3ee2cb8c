import CryptoBackend
import KeyFormats
import WeakKeys

/// Finds out about one key what is to be told.
struct KeyInspector: Sendable {
    let crypto: any CryptoBackend
    private let passphrase: SecretBytes?
    private let asks: Bool
    private let opensAll: Bool

    init(_ options: HiddenKeyOptions, crypto: any CryptoBackend) throws {
        self.crypto = crypto
        // Once: the file may be a pipe.
        passphrase = try options.passphrase.given()
        asks = options.asks
        opensAll = options.isExplicit
    }

    /// - Parameter checks: What is looked for in the public half.
    /// - Throws: `ExitCode(130)` on Ctrl-C, ``Failure`` where nobody can be asked. What is wrong with the key is in the result.
    func inspect(_ entry: KeyFile.Entry, in input: KeyInput, isAlone: Bool, checks: WeakKeyChecks?) throws -> InspectedKey {
        var key = InspectedKey(entry, in: input, isAlone: isAlone)
        if case .privateKey(let file) = entry.content { try look(into: file, &key) }
        if let checks, let publicKey = key.publicKey { key.remarks += checks.findings(for: publicKey).map { KeyRemark($0) } }
        return key
    }

    /// Opens a private key where that is possible and wanted.
    private func look(into file: PrivateKeyFile, _ key: inout InspectedKey) throws {
        if let message = key.input.openMode { key.remarks.append(KeyRemark("open-file-mode", .warning, message)) }
        if file.isEncrypted {
            guard asks || passphrase != nil, opensAll || file.publicKey == nil else { return }
        }
        do {
            let opening = PrivateKeyOpening(crypto: crypto) { passphrase }
            let opened = try opening.attempt(file, named: key.isAlone ? key.input.name : key.name(amongFiles: true)).contents
            key.publicKey = opened.key.publicKey
            key.comment = opened.comment
        } catch let error as KeyFormatError {
            key.failure = "\(error)"
        }
    }
}
