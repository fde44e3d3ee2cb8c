import ArgumentParser
import CryptoBackend
import EngineAPI

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

    @Option(
        name: .long,
        help: ArgumentHelp("How long the whole command may take, such as 30s or 2m; it fails when that is over.", valueName: "duration"))
    var timeout: GoDuration?

    func validate() throws {
        Console.current = Console(colors: !noColor)
        if let timeout {
            guard timeout > GoDuration(nanoseconds: 0) else { throw ValidationError("--timeout takes a length of time above zero.") }
            CommandDeadline.set(timeout)
        }
        if let backend { try Backends.check(backend) }
    }
}

/// A length of time on the command line: `30s`, `1h30m`.
extension GoDuration: ExpressibleByArgument {
    public init?(argument: String) { self.init(parsing: argument) }
}

/// How much is logged.
enum LogLevel: String, ExpressibleByArgument, CaseIterable {
    case debug, info, error, disabled
}
