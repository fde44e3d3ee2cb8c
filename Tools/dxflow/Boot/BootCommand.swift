import ArgumentParser

/// `dxflow boot`, and the first version's `dxflow engine boot`.
struct BootCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "boot", abstract: "Start and stop the engine on this machine.", subcommands: [BootUp.self, BootDown.self])
}
