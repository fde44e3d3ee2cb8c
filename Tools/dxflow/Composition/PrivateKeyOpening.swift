import CryptoBackend
import KeyFormats

/// Opens private keys, asking for a passphrase where one is needed and none is given.
struct PrivateKeyOpening: Sendable {
    /// An open key, with the passphrase that it took.
    struct Result: Sendable {
        let contents: OpenedPrivateKey
        let passphrase: SecretBytes?

        var key: RSAPrivateKey { contents.key }
    }

    /// How often a person may try.
    private static let attempts = 3

    let crypto: any CryptoBackend
    /// Gives the passphrase that nobody is asked for, if there is one. It isn't called for a key that is not encrypted.
    let given: @Sendable () throws -> SecretBytes?

    /// - Parameter name: What the key is called, in questions and messages.
    /// - Throws: ``Failure`` that names the key; `ExitCode(130)` on Ctrl-C.
    func open(_ file: PrivateKeyFile, named name: String) throws -> Result {
        do { return try attempt(file, named: name) } catch let error as KeyFormatError { throw Failure("\(name): \(error)") }
    }

    /// As ``open(_:named:)``, but what is wrong with the key or its passphrase is a `KeyFormatError`.
    func attempt(_ file: PrivateKeyFile, named name: String) throws -> Result {
        guard file.isEncrypted else { return Result(contents: try file.open(passphrase: nil, using: crypto), passphrase: nil) }
        if let given = try given() {
            return Result(contents: try file.open(passphrase: given, using: crypto), passphrase: given)
        }
        guard TerminalPassphrase.isPossible else { throw Failure("\(name) needs a passphrase, and \(TerminalPassphrase.noTerminal)") }
        var attempt = 1
        while true {
            let answer = try TerminalPassphrase.ask("Passphrase for \(name): ")
            do throws(KeyFormatError) {
                return Result(contents: try file.open(passphrase: answer, using: crypto), passphrase: answer)
            } catch {
                guard error.code == .wrongPassphrase, attempt < Self.attempts else { throw error }
                attempt += 1
                Console.current.note("That didn't open it; try again.")
            }
        }
    }
}
