import ArgumentParser
import EngineClient

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// `dxflow engine ping`, and `dxflow ping`: asks the engine for its time, over and over.
struct EnginePing: ClientCommand {
    static let configuration = CommandConfiguration(commandName: "ping", abstract: "Ask the engine for its time, several times.")

    @OptionGroup var globals: GlobalOptions

    @Option(name: .shortAndLong, help: "How often, 1 to 300.")
    var count = 3

    @Option(name: .shortAndLong, help: ArgumentHelp("How long between two of them, 1000 to 30000.", valueName: "milliseconds"))
    var interval = 1000

    @OptionGroup var passphrase: PassphraseOptions

    @Flag(help: "Print JSON, one object a line.")
    var json = false

    func validate() throws {
        guard (1...300).contains(count) else { throw ValidationError("--count takes 1 to 300, not \(count).") }
        guard (1000...30000).contains(interval) else {
            throw ValidationError("--interval takes 1000 to 30000 milliseconds, not \(interval).")
        }
    }

    func run() async throws {
        try await EngineConnection(try Workspace(globals), passphrase).withEngine { try await show($0) }
    }

    private func show(_ engine: EngineClient) async throws {
        var number = 0
        for try await time in engine.ping(count: count, interval: .milliseconds(interval)) {
            number += 1
            // Half a millisecond more, because the fraction is cut and not rounded.
            let date = Date(timeIntervalSince1970: (Double(time) + 0.5) / 1000).ISO8601Format(.init(includingFractionalSeconds: true))
            let line = json ? "{\"number\":\(number),\"time\":\(time)}" : "\(number)  \(date)  \(engine.address)"
            try StandardOutput.write(lines: [line])
            // However many the engine sends.
            if number == count { break }
        }
    }
}
