import ArgumentParser
import CryptoBackend

/// Where the passphrase that a private key shall have comes from.
struct NewPassphraseOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A file whose first line is the passphrase that the private key shall have; - reads standard input.", valueName: "file"),
        completion: .file())
    var newPassphraseFile: String?

    /// What the file gives, else `DXFLOW_KEY_NEW_PASSPHRASE`, else the person at the terminal, who is asked twice.
    ///
    /// - Parameters:
    ///   - key: What the passphrase is for, as the question names it.
    ///   - alternative: How to have none.
    /// - Throws: ``Failure`` where none is given.
    func passphrase(for key: String, alternative: String) throws -> SecretBytes {
        if let newPassphraseFile { return try PassphraseFile.passphrase(in: newPassphraseFile) }
        if let value = PassphraseVariable.newKey.value { return value }
        let question = NewPassphraseQuestion(
            key: key, alternative: alternative, failure: "no passphrase was set, so nothing was changed",
            noTerminal: "there is no terminal to ask for it on; set \(PassphraseVariable.newKey.rawValue) or use --new-passphrase-file")
        return try question.ask()
    }
}
