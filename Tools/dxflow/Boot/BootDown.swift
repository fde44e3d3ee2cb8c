import ArgumentParser
import EngineServer
import ProfileConfig

/// `dxflow boot down`: stops the engine on this machine.
struct BootDown: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "down", abstract: "Stop the engine on this machine.")

    @OptionGroup var globals: GlobalOptions
    @OptionGroup var output: OutputOptions

    /// Which engine was stopped, as JSON.
    private struct Stopped: Encodable {
        let socket: String
        let process: Int32
    }

    func run() throws {
        let workspace = try Workspace(globals)
        let engine = LocalEngine(socketPath: workspace.socketPath)
        guard let process = try engine.processID() else {
            if let holder = EngineLockHolder(ofEngineIn: workspace.volume), holder.isElsewhere {
                throw Failure("no engine runs here, but \(holder) may: stop it there, with the same command")
            }
            throw Failure("no engine runs here: nothing answers on \(workspace.socketPath)")
        }
        let unit = EngineUnit.name(for: workspace.profile.name)
        if UserServiceManager.runs(process, as: unit), let systemd = UserServiceManager() {
            // Ended otherwise, it would be back with the next login.
            try systemd.stop(unit)
        } else {
            _ = try engine.stop()
        }
        try output.print(Stopped(socket: workspace.socketPath, process: process)) { ["Engine stopped [\(workspace.shownSocketPath)]"] }
    }
}
