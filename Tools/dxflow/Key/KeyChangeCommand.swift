import ArgumentParser
import EngineAPI

/// `dxflow key change`: gives a registered key another name, other permissions, an end or other networks, or disables and enables it.
struct KeyChangeCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "change", abstract: "Change what a registered key is called, may do, or from when and where it may be used.",
        discussion: "What isn't named stays as it is. The key's sessions go by it at once; those of a disabled key are over for good.")

    @OptionGroup var globals: GlobalOptions

    @Argument(help: "The identity that `key list` shows, or a fingerprint (SHA256:…).")
    var identity: String

    @Option(help: ArgumentHelp("What the key shall be called.", valueName: "identity"))
    var rename: String?

    @Option(
        name: .shortAndLong,
        help:
            "What it may do: \(Permission.known.map(\.rawValue).joined(separator: ", ")). Separate several by commas, or repeat the option."
    )
    var permissions: [String] = []

    @Flag(help: "Let it sign nobody in, and end its sessions.")
    var disable = false

    @Flag(help: "Let it sign in again.")
    var enable = false

    @Option(help: ArgumentHelp("Until when it may be used: \(KeyExpiry.forms).", valueName: "when"))
    var expires: KeyExpiry?

    @Option(
        help: ArgumentHelp(
            "From which networks it may be used, such as 10.0.0.0/8,!10.0.0.1, or anywhere. Separate several by commas.",
            valueName: "networks"))
    var from: String?

    @Flag(help: "Also if no other key could then manage keys.")
    var force = false

    @OptionGroup var passphrase: PassphraseOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if disable, enable { throw ValidationError("Give either --disable or --enable.") }
        guard try !change().isEmpty else {
            throw ValidationError("Nothing is to change. Give --rename, --permissions, --disable, --enable, --expires or --from.")
        }
    }

    func run() async throws {
        let key: KeySelector = identity.hasPrefix("SHA256:") ? .key(identity) : .identity(identity)
        let change = try change()
        let record = try await EngineConnection(try Workspace(globals), passphrase).withKeyAdministration {
            try await $0.change(key, to: change, force: force)
        }
        try output.print(record) { [printable("Changed \(record.identity)")] }
    }

    private func change() throws -> KeyChange {
        KeyChange(
            identity: rename, permissions: permissions.isEmpty ? nil : try Permissions(named: permissions),
            disabled: disable ? true : enable ? false : nil, expiry: expires?.value, from: from.map(sourceNetworks))
    }
}

/// The networks that a person has named; none for anywhere.
func sourceNetworks(_ text: String) -> [String] {
    text == "anywhere" ? [] : text.split(separator: ",", omittingEmptySubsequences: false).map { $0.filter { !$0.isWhitespace } }
}
