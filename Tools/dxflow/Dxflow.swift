import ArgumentParser
import EngineClient

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The root of the command line. It parses and hands over; what a command does stands in its own file.
@main
struct Dxflow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dxflow",
        abstract: "RSA key pairs, and what signs you in to a dxflow engine with them.",
        discussion: """
            EXIT STATUS
              0   done
              1   refused or failed; the message says what and why
              64  wrong usage: an unknown option, a missing argument, a value out of range
              130 interrupted with Ctrl-C

            ENVIRONMENT
              DXFLOW_BACKEND          the cryptographic backend, as --backend
              DXFLOW_KEY_PASSPHRASE   the passphrase of the private key
              DXFLOW_KEY_NEW_PASSPHRASE
                                      the passphrase that `key passphrase` and `key convert` give it
              CONNECTION_ADDRESS, CONNECTION_KEY, CONNECTION_TOKEN, HTTP_PORT and so on
                                      override the profile's keys for one run
              SSH_AUTH_SOCK           the SSH agent that may hold the connection-key
            """,
        version: Version.current,
        subcommands: [
            KeyCommand.self, AuthCommand.self, EngineCommand.self, BootCommand.self, ConfigCommand.self, BackendCommand.self,
            EnginePing.self,
            EngineHealthcheck.self,
        ])

    @OptionGroup var globals: GlobalOptions

    @Flag(name: .customShort("v"), help: "Show the version.")
    var showVersion = false

    func run() throws {
        guard showVersion else { throw CleanExit.helpRequest(self) }
        try StandardOutput.write(lines: [Version.current])
    }

    static func main() {
        // Private keys and passphrases must not end up in a core file.
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
        StandardDescriptors.keepTaken()
        do {
            let arguments = CommandLine.arguments.dropFirst()
            try HelpTopic.check(arguments)
            var command = try NamedCommand.parse(arguments) ?? parseAsRoot()
            CommandDeadline.enforce()
            switch command {
            case let command as any ClientCommand: MainThread.run(command, stays: true, end: end)
            case let command as any AsyncParsableCommand: MainThread.run(command, stays: false, end: end)
            default:
                try command.run()
                end(with: nil)
            }
        } catch {
            end(with: error)
        }
    }

    /// Ends the program; tells what went wrong before, or what was asked of the parser.
    private static func end(with thrown: (any Error)?) -> Never {
        // All that was to be written is, and what libraries would clear away at a program's exit ends with its memory.
        guard let thrown else { _exit(0) }
        // Ctrl-C at the question for a passphrase comes back from whoever needed the key.
        let error = (thrown as? EngineClientError)?.underlying as? ExitCode ?? thrown
        if error is ExitCode { exit(withError: error) }
        switch exitCode(for: error) {
        case .success:
            // Help and the version, which are the parser's own.
            do { try StandardOutput.write(lines: [fullMessage(for: error)]) } catch { end(with: error) }
            exit()
        case .failure:
            Console.current.error("\(error)" + CommandDeadline.remark(on: error))
            CommandDeadline.lift()
            exit(withError: ExitCode.failure)
        case let usage:
            // The parser repeats what was typed as it stands.
            for line in fullMessage(for: error).split(separator: "\n", omittingEmptySubsequences: false) {
                Console.current.note(printable(String(line)))
            }
            exit(withError: usage)
        }
    }
}
