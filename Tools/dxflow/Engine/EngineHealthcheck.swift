import ArgumentParser
import EngineClient

/// `dxflow engine healthcheck`, and `dxflow healthcheck`: asks whether the engine is well, for which nobody needs to be signed in.
struct EngineHealthcheck: ClientCommand {
    static let configuration = CommandConfiguration(commandName: "healthcheck", abstract: "Ask whether the engine is well.")

    @OptionGroup var globals: GlobalOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let connection = EngineConnection(try Workspace(globals))
        let health = try await connection.withEngine(sendsToken: false) { try await $0.healthcheck() }
        try output.print(["health": health]) { [health] }
    }
}
