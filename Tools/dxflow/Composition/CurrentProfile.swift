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
        let profiles = try ProfileDirectory.standard(environment: environment)
        let profile = try profiles.load(try ProfileName(options.configProfile))
        for warning in profile.warnings { Console.current.warning(warning) }
        return (profiles, profile)
    }

    /// The variables that this program looks at, and no others: a passphrase among them must not be copied into a string.
    private static var environment: [String: String] {
        let names = ["HOME", "DXFLOW_HOME", "DXFLOW_BACKEND"] + KnownKey.standard(volume: "").map(\.variable)
        let values = names.compactMap { name in getenv(name).map { (name, String(cString: $0)) } }
        return Dictionary(values) { first, _ in first }
    }
}
