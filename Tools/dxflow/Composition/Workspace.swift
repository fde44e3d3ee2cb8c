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
        crypto = try Self.backend(options, profile, profiles.environment)
        volume = try profile.path(for: "volume") ?? profiles.path
        logLevel = options.logLevel
    }

    private static func backend(
        _ options: GlobalOptions, _ profile: Profile, _ environment: [String: String]
    ) throws -> any CryptoBackend {
        if let name = options.backend { return try Backends.registry.backend(preferring: name) }
        let choice: (name: String, source: String)?
        if let name = environment["DXFLOW_BACKEND"], !name.isEmpty {
            choice = (name, "DXFLOW_BACKEND")
        } else {
            choice = try profile.value(for: "crypto-backend").map { ($0.value.description, "crypto-backend, \($0.source)") }
        }
        do {
            return try Backends.registry.backend(preferring: choice?.name)
        } catch {
            throw Failure(choice.map { "\(error) (\($0.source))" } ?? "\(error)")
        }
    }

    /// The path of the local engine's socket.
    var socketPath: String { volume + "/unix.sock" }

    /// The file of the local engine's keys.
    var keysPath: String { volume + "/authorized_keys" }
}
