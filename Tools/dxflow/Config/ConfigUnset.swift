import ArgumentParser
import ProfileConfig

/// `dxflow config unset`: removes one setting.
struct ConfigUnset: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "unset", abstract: "Remove a setting from the profile.")

    @OptionGroup var globals: GlobalOptions

    @Argument(help: "The setting.")
    var key: String

    @OptionGroup var output: OutputOptions

    func run() throws {
        let (profiles, profile) = try ProfileDirectory.current(globals)
        let wasThere = try uninterrupted {
            try profiles.update(profile.name) { document in
                let before = document
                let wasThere = try document.unset(key)
                try ProfileTokenStore.forgetOfAnother(&document, before: before)
                if wasThere, key == "connection-token" { try ProfileTokenStore.forget(&document) }
                return wasThere
            }
        }
        try output.print(Report(key: key, removed: wasThere)) { [] }
        guard !wasThere else { return }
        let isKnown = profile.knownKeys.contains { $0.name == key }
        let question = isKnown ? nil : profile.nearestKey(to: key).map { " Did you mean \(printable($0))?" }
        Console.current.note("\(printable(key)) wasn't set in the profile \(profile.name).\(question ?? "")")
    }

    private struct Report: Encodable {
        let key: String
        let removed: Bool
    }
}
