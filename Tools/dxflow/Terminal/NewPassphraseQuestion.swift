import CryptoBackend

/// Asks for a passphrase that is to be: twice, until both answers are the same and not empty.
struct NewPassphraseQuestion {
    /// What the passphrase is for: `the new key`.
    let key: String
    /// How to have none, as a whole clause.
    let alternative: String
    /// What is said after the third time.
    let failure: String
    /// What is said where there is no terminal.
    let noTerminal: String

    /// - Throws: ``Failure`` when it gives up; `ExitCode(130)` on Ctrl-C.
    func ask() throws -> SecretBytes {
        for _ in 1...3 {
            let passphrase = try TerminalPassphrase.ask("Passphrase for \(key): ", noTerminal: noTerminal)
            guard !passphrase.isEmpty else {
                Console.current.note("The passphrase is empty; \(alternative).")
                continue
            }
            if try TerminalPassphrase.ask("The same passphrase again: ", noTerminal: noTerminal) == passphrase { return passphrase }
            Console.current.note("The two passphrases differ; try again.")
        }
        throw Failure(failure)
    }
}
