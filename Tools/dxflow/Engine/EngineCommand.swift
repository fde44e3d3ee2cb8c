import ArgumentParser

/// `dxflow engine`: asks a running engine. The first version's `engine key` and `engine boot` are here too.
struct EngineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "engine", abstract: "Ask an engine how it is, get a token for its API, and change the key that signs tokens.",
        subcommands: [
            EnginePing.self, EngineHealthcheck.self, EngineInfoCommand.self, EngineToken.self, EngineRotate.self,
            EngineKeyCommand.self, EngineBootCommand.self,
        ])
}

/// The first version's spelling of `dxflow key`.
struct EngineKeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: KeyCommand.configuration.abstract, shouldDisplay: false,
        subcommands: KeyCommand.configuration.subcommands)
}

/// The first version's spelling of `dxflow boot`.
struct EngineBootCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "boot", abstract: BootCommand.configuration.abstract, shouldDisplay: false,
        subcommands: BootCommand.configuration.subcommands)
}
