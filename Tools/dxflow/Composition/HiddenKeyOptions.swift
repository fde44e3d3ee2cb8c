import ArgumentParser

/// The passphrase of a private key that a command can do without, for what is encrypted of it.
struct HiddenKeyOptions: ParsableArguments {
    @Flag(name: .customLong("passphrase"), help: "Ask for the passphrase of an encrypted key, to show what it hides.")
    var asks = false

    @OptionGroup var passphrase: PassphraseOptions

    /// Whether a passphrase is offered for this very command: one in the environment may be another key's.
    var isExplicit: Bool { asks || passphrase.passphraseFile != nil }
}
