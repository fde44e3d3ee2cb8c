import ProfileConfig

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension ProfileDirectory {
    /// The directory of the profiles, and the profile that the global options name. What should be put right about its file is said.
    static func current(_ options: GlobalOptions) throws -> (profiles: ProfileDirectory, profile: Profile) {
        let (profiles, name) = try named(options)
        let profile = try profiles.load(name)
        for warning in profile.warnings { Console.current.warning(warning) }
        return (profiles, profile)
    }

    /// The directory of the profiles, and the name of the one that the global options name, whatever is in its file.
    static func named(_ options: GlobalOptions) throws -> (profiles: ProfileDirectory, name: ProfileName) {
        let path = try ProfileDirectory.standardPath(environment: environment)
        let profiles = try ProfileDirectory(path: path, environment: environment, knownKeys: KnownKey.usable(volume: path))
        return (profiles, try ProfileName(options.configProfile))
    }

    /// The variables that this program looks at, and no others: a passphrase among them must not be copied into a string.
    private static var environment: [String: String] {
        let proxies = ["http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"]
        let names = ["HOME", "DXFLOW_HOME", "DXFLOW_BACKEND", "SSH_AUTH_SOCK"] + proxies + KnownKey.standard(volume: "").map(\.variable)
        let values = names.compactMap { name in getenv(name).map { (name, String(cString: $0)) } }
        return Dictionary(values) { first, _ in first }
    }
}
