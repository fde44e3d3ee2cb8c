import ArgumentParser
import CryptoBackend

/// Where the passphrase of an existing private key comes from.
struct PassphraseOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A file whose first line is the passphrase of the private key; - reads standard input.", valueName: "file"),
        completion: .file())
    var passphraseFile: String?

    /// The passphrase that the file or `DXFLOW_KEY_PASSPHRASE` gives, in this order; nil where there is neither.
    func given() throws -> SecretBytes? {
        if let passphraseFile { return try PassphraseFile.passphrase(in: passphraseFile) }
        return Self.fromEnvironment()
    }

    /// What `DXFLOW_KEY_PASSPHRASE` holds, if it is set and not empty.
    static func fromEnvironment() -> SecretBytes? { PassphraseVariable.key.value }
}
