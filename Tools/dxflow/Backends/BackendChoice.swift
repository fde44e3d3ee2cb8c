import CryptoBackend
import ProfileConfig

/// Which backend a command uses, and what says so.
struct BackendChoice: Sendable {
    /// The backend's name, which need not be one that there is.
    let name: String
    /// What chose it, as a person knows it: `--backend`.
    let source: String

    /// The one that `--backend` names, else `DXFLOW_BACKEND`, else the profile's `crypto-backend`, else the first there is.
    ///
    /// - Returns: The choice, or nil where the program was built without any backend and nothing names one.
    init?(_ options: GlobalOptions, _ profile: Profile, _ environment: [String: String]) throws {
        if let name = options.backend {
            self.init(name: name, source: "--backend")
        } else if let name = environment["DXFLOW_BACKEND"], !name.isEmpty {
            self.init(name: name, source: "DXFLOW_BACKEND")
        } else if let setting = try profile.value(for: "crypto-backend") {
            self.init(name: setting.value.description, source: "crypto-backend, \(setting.source)")
        } else if let name = Backends.registry.names.first {
            self.init(name: name, source: "the first that there is")
        } else {
            return nil
        }
    }

    private init(name: String, source: String) {
        self.name = name
        self.source = source
    }

    /// Sets the backend up, with the others behind it for what its library lacks.
    ///
    /// - Throws: ``Failure`` that tells where the choice came from.
    func backend() throws -> any CryptoBackend {
        do { return try Backends.registry.backend(preferring: name) } catch { throw Failure("\(error) (\(source))") }
    }
}
