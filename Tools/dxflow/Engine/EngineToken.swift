import ArgumentParser
import EngineAPI
import EngineClient

/// `dxflow engine token`: signs in and prints the token.
struct EngineToken: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Print a token for use with the engine's API.",
        discussion: """
            With a connection-address this signs in there with the connection-key; else it asks the engine on this machine, as MASTER. The \
            token is one of a session of its own, which `dxflow auth logout` doesn't end: whoever has it is signed in until it expires.
            """)

    @OptionGroup var globals: GlobalOptions

    @OptionGroup var lifetime: LifetimeOption
    @OptionGroup var passphrase: PassphraseOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let lifetime = try lifetime.duration()
        let connection = EngineConnection(try Workspace(globals), passphrase, usesProfileSession: false)
        let grant = try await connection.withEngine { try await $0.signIn(lifetime: lifetime) }
        try output.print(grant) { [grant.token] }
    }
}
