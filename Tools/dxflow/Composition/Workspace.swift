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
    ///
    /// The backend is the one that `--backend` names, else `DXFLOW_BACKEND`, else the profile's `crypto-backend`, else the first there is.
    init(_ options: GlobalOptions) throws {
        (profiles, profile) = try ProfileDirectory.current(options)
        let variable = profiles.environment["DXFLOW_BACKEND"].flatMap { $0.isEmpty ? nil : $0 }
        crypto = try Backends.registry.backend(preferring: options.backend ?? variable ?? profile.string(for: "crypto-backend"))
        volume = try profile.path(for: "volume") ?? profiles.path
        logLevel = options.logLevel
    }

    /// The path of the local engine's socket.
    var socketPath: String { volume + "/unix.sock" }

    /// The file of the local engine's keys.
    var keysPath: String { volume + "/authorized_keys" }
}
