import ArgumentParser
import CryptoBackend
import KeyFormats

/// `dxflow key inspect`: shows what is in key files.
struct KeyInspect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect", abstract: "Show what is in key files, and what is wrong with the keys.",
        discussion: """
            Of one key everything is shown: format, size, comment, encryption, fingerprints and their picture, and what is wrong with it. Of \
            several keys, in one file or more, each gets a row, and what is wrong is told as far as a glance shows it; --check looks longer. The files are private or public keys in any format, authorized_keys and JWK sets among them; - is standard \
            input.

            An encrypted key is shown as far as that goes without its passphrase. Where that is given, by --passphrase-file or \
            DXFLOW_KEY_PASSPHRASE, it shows the rest; nobody is asked for it without --passphrase.

            The exit status is 1 if a key can't be read, though the others are shown, and with --check also if there is a key whose private \
            half others can compute. --json prints an array with an object for each key.
            """)

    @OptionGroup var globals: GlobalOptions

    @Argument(help: "The key files.", completion: .file())
    var files: [String]

    @Flag(help: "Make every check for weak keys that there is, and look for primes that keys share. For 100,000 keys that takes minutes.")
    var check = false

    @OptionGroup var hidden: HiddenKeyOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        try KeyInput.validate(files, and: hidden.passphrase.passphraseFile)
    }

    func run() async throws {
        let crypto = try Workspace(globals).crypto
        let inputs = files.map { KeyInput($0) }
        var run = InspectionRun(
            inputs: inputs, inspector: try KeyInspector(hidden, crypto: crypto), isChecking: check, json: output.json)
        try await run.read()
        if check { try await run.check() }
        try run.finish()
    }
}
