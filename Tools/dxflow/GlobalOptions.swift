import ArgumentParser
import CryptoBackend

/// The options that every command takes, before its name or after it.
struct GlobalOptions: ParsableArguments {
    @Option(name: [.customShort("C"), .long], help: "The profile whose settings are used.")
    var configProfile = "default"

    @Option(name: [.customShort("L"), .long], help: "How much is logged: debug, info, error or disabled.")
    var logLevel = LogLevel.info

    @Flag(name: [.customShort("N"), .long], help: "Print without colors.")
    var noColor = false

    @Option(name: .long, help: "The cryptographic backend: \(Backends.registry.names.joined(separator: ", ")).")
    var backend: String?

    func validate() throws {
        Console.current = Console(colors: !noColor)
        if let backend { try Backends.check(backend) }
    }
}

/// How much is logged.
enum LogLevel: String, ExpressibleByArgument, CaseIterable {
    case debug, info, error, disabled
}
