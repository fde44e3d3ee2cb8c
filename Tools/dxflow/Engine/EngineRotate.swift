import ArgumentParser
import AuthorizedKeys
import EngineAPI
import EngineClient

/// `dxflow engine rotate`: has the engine sign its tokens with another key.
struct EngineRotate: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate", abstract: "Change the key that signs the engine's tokens.",
        discussion: """
            Sessions go on until they expire: the old key verifies them for 24 hours more and signs nothing. With a connection-address this \
            needs a key with MASTER; else it asks the engine on this machine. A service that verifies tokens finds the keys at \
            /.well-known/jwks.json.
            """)

    @OptionGroup var globals: GlobalOptions
    @OptionGroup var passphrase: PassphraseOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let rotation = try await EngineConnection(try Workspace(globals), passphrase).withEngine { try await $0.rotateTokenKey() }
        try output.print(rotation) {
            [
                printable("Tokens are signed with the key \(rotation.keyID) from now on."),
                "Sessions from before last until they expire, \(Timestamp.text(rotation.retiresAt)) at the latest.",
            ]
        }
    }
}
