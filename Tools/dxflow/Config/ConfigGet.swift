import ArgumentParser
import ProfileConfig

/// `dxflow config get`: shows one setting, or all of them.
struct ConfigGet: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "get", abstract: "Show a setting, or all of them.",
        discussion: "All of them are shown with secrets masked; a secret that is asked for by its name is shown.")

    @OptionGroup var globals: GlobalOptions

    @Argument(help: "The setting to show.")
    var key: String?

    @OptionGroup var output: OutputOptions

    func run() throws {
        let profile = try ProfileDirectory.current(globals).profile
        guard let key else {
            let rows = try profile.keys.compactMap { try profile.value(for: $0).map(Row.init) }
            return try output.print(rows) {
                Table(headings: ["SETTING", "VALUE", "FROM"], rows: rows.map { [$0.key, $0.shown, $0.source] }).lines()
            }
        }
        guard let setting = try profile.value(for: key) else {
            throw Failure("\(key) is not set in the profile \(profile.name); set it with `dxflow config set \(key) VALUE`")
        }
        try output.print(setting.value.json) { [setting.value.description] }
    }

    /// A setting as it is shown among the others.
    private struct Row: Encodable {
        let key: String
        let value: JSONValue
        let source: String
        let shown: String

        init(_ setting: ProfileSetting) {
            key = setting.key
            shown = setting.description
            value = setting.isSecret ? .string(setting.description) : setting.value.json
            source = setting.source.description
        }

        private enum CodingKeys: CodingKey { case key, value, source }
    }
}
