import ArgumentParser

/// `dxflow backend`: the cryptographic libraries that this program can use.
struct BackendCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backend", abstract: "See which cryptographic backends there are, and test and time them.",
        subcommands: [BackendList.self, BackendTest.self, BackendBench.self])
}
