import ArgumentParser
import AuthorizedKeys
import CryptoBackend
import EngineAPI
import KeyFormats

/// `dxflow key register`: lets a key sign in to an engine.
struct KeyRegister: ClientCommand {
    static let configuration = CommandConfiguration(commandName: "register", abstract: "Let a public key sign in to the engine.")

    @OptionGroup var globals: GlobalOptions

    @Argument(help: "The path of the public key: NAME.pub, or any RSA public key file.", completion: .file())
    var key: String

    @Option(name: .shortAndLong, help: "What the key shall be called. (default: the key's comment)")
    var identity = ""

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "What the key may do: \(Permission.known.map(\.rawValue).joined(separator: ", ")). Separate several by commas, or repeat the option.",
            discussion: "Without it: \(Permissions.default).", valueName: "permissions"))
    var permissions: [String] = []

    @Option(help: ArgumentHelp("Until when it may be used: \(KeyExpiry.forms).", valueName: "when"))
    var expires: KeyExpiry?

    @Option(
        help: ArgumentHelp("From which networks it may be used, such as 10.0.0.0/8. Separate several by commas.", valueName: "networks"))
    var from: String?

    @OptionGroup var passphrase: PassphraseOptions
    @OptionGroup var output: OutputOptions

    func validate() throws { _ = try Permissions(named: permissions) }

    func run() async throws {
        let workspace = try Workspace(globals)
        let request = KeyRegistrationRequest(
            identity: identity, key: try publicKeyLine(), permissions: try Permissions(named: permissions), expiresAt: expires?.time,
            from: from.map(sourceNetworks) ?? [])
        let registration = try await EngineConnection(workspace, passphrase).withKeyAdministration { try await $0.register(request) }
        try output.print(registration) { [printable(KeyRegister.sentence(registration))] }
    }

    /// `Registered alice with SHELL, until 2027-01-31T00:00:00Z, from 10.0.0.0/8`
    private static func sentence(_ registration: KeyRegistration) -> String {
        var sentence = "Registered \(registration.identity) with \(registration.permissions)"
        if let time = registration.expiresAt { sentence += ", until \(Timestamp.text(time))" }
        if !registration.from.isEmpty { sentence += ", from \(registration.from.joined(separator: ","))" }
        return sentence
    }

    /// The key as an OpenSSH line, read and checked here, so that a private key is never sent anywhere.
    private func publicKeyLine() throws -> String {
        do {
            let file = try PublicKeyFile(try KeyFileReader.readPublicKey(at: key))
            try file.key.requireSignInSize()
            return "\(OpenSSHPublicKey(key: file.key, comment: file.comment))"
        } catch let error as KeyFormatError {
            throw Failure("\(key): \(error)")
        }
    }
}
