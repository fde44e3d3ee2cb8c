import CryptoBackend
import ProfileConfig

/// What a command finds when it starts: the profile, the backend, and the directory of the local engine.
struct Workspace: Sendable {
    let logLevel: LogLevel
    let profiles: ProfileDirectory
    let profile: Profile
    /// The backend that was chosen, which leaves what its library lacks to another one.
    let crypto: any CryptoBackend
    /// The directory of the local engine's data.
    let volume: String

    /// Reads the profile and sets the backend up.
    init(_ options: GlobalOptions) throws {
        (profiles, profile) = try ProfileDirectory.current(options)
        guard let choice = try BackendChoice(options, profile, profiles.environment) else {
            throw Failure("this program was built without any cryptographic backend")
        }
        crypto = try choice.backend()
        volume = try profile.path(for: "volume") ?? profiles.path
        logLevel = options.logLevel
    }

    /// The path of the local engine's socket.
    var socketPath: String { volume + "/unix.sock" }

    /// The file of the local engine's keys.
    var keysPath: String { volume + "/authorized_keys" }
}
