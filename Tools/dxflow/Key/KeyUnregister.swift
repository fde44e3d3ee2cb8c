import ArgumentParser
import EngineAPI

/// `dxflow key unregister`: a key may sign in no more.
struct KeyUnregister: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "unregister", abstract: "Remove a key from the engine. Its sessions end at once.")

    @OptionGroup var globals: GlobalOptions

    @Argument(help: "The identity that `key list` shows, or a fingerprint (SHA256:…).")
    var identity: String

    @Flag(help: "Also if it is the last key that may manage keys.")
    var force = false

    @OptionGroup var passphrase: PassphraseOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let key: KeySelector = identity.hasPrefix("SHA256:") ? .key(identity) : .identity(identity)
        try await EngineConnection(try Workspace(globals), passphrase).withKeyAdministration { try await $0.unregister(key, force: force) }
        try output.print(["key": identity]) { ["Unregistered \(printable(identity))"] }
    }
}
