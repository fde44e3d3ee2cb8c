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
        print(Version.current)
    }

    static func main() async {
        // Private keys and passphrases must not end up in a core file.
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
        do {
            var command = try parseAsRoot()
            CommandDeadline.enforce()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            guard flushOutput() else { throw Failure("the output can't be written: \(String(cString: strerror(errno)))") }
        } catch {
            // Ctrl-C at the question for a passphrase comes back from whoever needed the key.
            let error = (error as? EngineClientError)?.underlying as? ExitCode ?? error
            // Usage, help and the version are the parser's own business; everything else is a failure told in a sentence.
            guard Dxflow.exitCode(for: error) == .failure, !(error is ExitCode) else { exit(withError: error) }
            Console.current.error("\(error)")
            exit(withError: ExitCode.failure)
        }
    }
}
