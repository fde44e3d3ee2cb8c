import ArgumentParser
import EngineAPI
import EngineClient

/// `dxflow engine token`: signs in and prints the token.
struct EngineToken: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Print a token for use with the engine's API.",
        discussion: """
            With a connection-address this signs in there with the connection-key; else it asks the engine on this machine, as MASTER. Whoever \
            has the token is signed in until it expires.
            """)

    @OptionGroup var globals: GlobalOptions

    @Option(help: "How long the token shall be good: 1m to 24h. (default: 1h)")
    var lifetime: String?

    @OptionGroup var passphrase: PassphraseOptions
    @OptionGroup var output: OutputOptions

    func validate() throws { _ = try parsedLifetime() }

    func run() async throws {
        let lifetime = try parsedLifetime()
        let grant = try await EngineConnection(try Workspace(globals), passphrase).withEngine { try await $0.signIn(lifetime: lifetime) }
        try output.print(grant) { [grant.token] }
    }

    private func parsedLifetime() throws -> GoDuration? {
        guard let lifetime else { return nil }
        let range = GoDuration(seconds: 60)...GoDuration(seconds: 24 * 3600)
        guard let duration = GoDuration(parsing: lifetime), range.contains(duration) else {
            throw ValidationError("--lifetime takes a length of time from 1m to 24h, such as 90m or 1h30m, not “\(lifetime)”.")
        }
        return duration
    }
}
