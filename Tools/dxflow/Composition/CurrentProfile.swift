import ProfileConfig

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension ProfileDirectory {
    /// The directory of the profiles, and the profile that the global options name. What should be put right about its file is said.
    static func current(_ options: GlobalOptions) throws -> (profiles: ProfileDirectory, profile: Profile) {
        let profiles = try ProfileDirectory.standard(environment: ProcessInfo.processInfo.environment)
        let profile = try profiles.load(try ProfileName(options.configProfile))
        for warning in profile.warnings { Console.current.warning(warning) }
        return (profiles, profile)
    }
}
