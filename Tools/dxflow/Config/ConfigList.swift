import ArgumentParser
import ProfileConfig

/// `dxflow config list`: shows every setting and where it came from.
struct ConfigList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Show every setting, and whether it is a default, or the file's, the environment's or an option's.",
        discussion: """
            Secrets are masked, and the passwords of URLs. A setting that can't be used doesn't hide the others: it is shown with what is wrong \
            with it.
            """)

    @OptionGroup var globals: GlobalOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let (profiles, profile) = try ProfileDirectory.current(globals)
        try SettingList(profile, profiles, globals).show(output)
    }
}
