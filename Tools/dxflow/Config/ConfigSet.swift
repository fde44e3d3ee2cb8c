import ArgumentParser
import ProfileConfig

/// `dxflow config set`: changes one setting.
struct ConfigSet: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Change a setting of the profile; nothing else in its file changes.")

    @OptionGroup var globals: GlobalOptions

    @Argument(help: "The setting.")
    var key: String

    @Argument(help: "Its value; a list is written as YAML, [a, b].")
    var value: String

    @OptionGroup var output: OutputOptions

    func run() throws {
        let (profiles, profile) = try ProfileDirectory.current(globals)
        try profiles.requireReadable(value, for: key)
        try uninterrupted {
            try profiles.update(profile.name) { document in
                let before = document
                try document.set(key, toText: value, knownKeys: profiles.knownKeys)
                try ProfileTokenStore.forgetOfAnother(&document, before: before)
            }
        }
        try output.print(SettingList.Row(ofFile: try profiles.load(profile.name), key)) { [] }
        if let suggestion = profiles.suggestion(for: key) {
            Console.current.note(
                "“\(printable(key))” is no setting of this program's and was stored as it is. Did you mean \(suggestion.name)?")
        }
    }
}
