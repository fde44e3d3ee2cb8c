import ArgumentParser
import ProfileConfig

/// `dxflow config set`: changes one setting.
struct ConfigSet: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Change a setting of the profile; nothing else in its file changes.",
        usage: "dxflow config set [<options>] <key> <value>",
        discussion:
            "The path of a file is stored as an absolute one, unless it begins with ~. A value that begins with a hyphen goes behind --.")

    @OptionGroup var globals: GlobalOptions

    @Argument(help: "The setting.")
    var key: String

    // What begins with a hyphen is looked at here: the parser would only say that the value is missing.
    @Argument(parsing: .allUnrecognized, help: ArgumentHelp("Its value; a list is written as YAML, [a, b].", valueName: "value"))
    var words: [String] = []

    @OptionGroup var output: OutputOptions

    func validate() throws { _ = try value() }

    /// The one word that is the value. A negative number is one too, and so is whatever stands behind `--`.
    private func value() throws -> String {
        let isEnded = words.first == "--"
        let words = isEnded ? self.words.dropFirst() : self.words[...]
        guard let value = words.first else { throw ValidationError("Missing expected argument '<value>'") }
        guard isEnded || !isOption(value) else {
            throw ValidationError(
                "Unknown option '\(value)'. If it is the value, put -- before it: dxflow config set \(shellWord(key)) -- \(shellWord(value))"
            )
        }
        guard let more = words.dropFirst().first else { return value }
        if !isEnded, isOption(more) { throw ValidationError("Unknown option '\(more)'") }
        throw ValidationError("Unexpected argument '\(more)'. A value of several words is put in quotes.")
    }

    private func isOption(_ word: String) -> Bool {
        word.hasPrefix("-") && !word.dropFirst().allSatisfy { $0.isASCII && ($0.isNumber || $0 == ".") }
    }

    func run() throws {
        let value = try value()
        let (profiles, profile) = try ProfileDirectory.current(globals)
        let text = try profiles.stored(value, for: key)
        try profiles.requireReadable(text, for: key)
        try uninterrupted {
            try profiles.update(profile.name) { document in
                let before = document
                try document.set(key, toText: text, knownKeys: profiles.knownKeys)
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
