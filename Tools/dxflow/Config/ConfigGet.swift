import ArgumentParser
import ProfileConfig

/// `dxflow config get`: shows one setting, or all of them.
struct ConfigGet: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "get", abstract: "Show a setting, or all of them.",
        discussion: "All of them are shown with secrets and passwords of URLs masked; what is asked for by its name is shown as it is.")

    @OptionGroup var globals: GlobalOptions

    @Argument(help: "The setting to show.")
    var key: String?

    @OptionGroup var output: OutputOptions

    func run() throws {
        let (profiles, profile) = try ProfileDirectory.current(globals)
        guard let key else {
            return try SettingList(profile, profiles, globals).show(output)
        }
        guard let setting = try profile.value(for: key) else {
            throw Failure("\(key) is not set in the profile \(profile.name); \(advice(about: key, profile))")
        }
        try output.print(setting.exactValue.json) { [setting.exactText] }
    }

    /// What to do about a key without a value: nobody is told to set a misspelling.
    private func advice(about key: String, _ profile: Profile) -> String {
        if profile.knownKeys.contains(where: { $0.name == key }) { return "set it with `dxflow config set \(key) VALUE`" }
        return profile.nearestKey(to: key).map { "did you mean \($0)?" } ?? "`dxflow config list` shows what is"
    }
}
