import ArgumentParser
import EngineAPI
import EngineClient

/// `dxflow auth login`: signs in now, whether or not there is a session, and keeps the token in the profile.
struct AuthLogin: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "login", abstract: "Sign in to the engine at the connection-address, and keep the session in the profile.")

    @OptionGroup var globals: GlobalOptions
    @OptionGroup var lifetime: LifetimeOption
    @OptionGroup var passphrase: PassphraseOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let connection = EngineConnection(try Workspace(globals), passphrase)
        let session = try connection.profileSession()
        guard !session.isOfEnvironment else {
            throw Failure("CONNECTION_TOKEN is set and would be used instead of a session in the profile: unset it to sign in")
        }
        let grant = try await connection.withEngine { try await $0.signIn(lifetime: try lifetime.duration()) }
        let status = SessionStatus(engine: "\(session.address)", key: session.keyName, source: nil, grant: grant)
        try output.print(status) { status.lines }
    }
}
