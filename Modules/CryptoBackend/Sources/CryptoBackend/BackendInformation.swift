/// A backend's name and the library behind it.
public struct BackendInformation: Sendable, Hashable {
    /// The name that `--backend` takes: `openssl`.
    public let name: String
    /// The library's name: `libcrypto`.
    public let library: String
    /// The version of the library that runs, not of the headers: `3.0.15`.
    public let version: String

    public init(name: String, library: String, version: String) {
        self.name = name
        self.library = library
        self.version = version
    }
}
