import ArgumentParser

/// `dxflow boot down`: stops the engine on this machine.
struct BootDown: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "down", abstract: "Stop the engine on this machine.")

    @OptionGroup var globals: GlobalOptions

    func run() throws {
        let workspace = try Workspace(globals)
        guard try LocalEngine(socketPath: workspace.socketPath).stop() else {
            throw Failure("no engine runs here: nothing answers on \(workspace.socketPath)")
        }
        print("Engine stopped [\(workspace.shownSocketPath)]")
    }
}
