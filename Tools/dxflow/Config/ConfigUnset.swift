import ArgumentParser
import ProfileConfig

/// `dxflow config unset`: removes one setting.
struct ConfigUnset: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "unset", abstract: "Remove a setting from the profile.")

    @OptionGroup var globals: GlobalOptions

    @Argument(help: "The setting.")
    var key: String

    func run() throws {
        let (profiles, profile) = try ProfileDirectory.current(globals)
        let wasThere = try profiles.update(profile.name) { document in
            let wasThere = try document.unset(key)
            if wasThere, ["connection-address", "connection-key", "connection-token"].contains(key) {
                try ProfileTokenStore.forget(&document)
            }
            return wasThere
        }
        if !wasThere { Console.current.note("\(printable(key)) wasn't set in the profile \(profile.name).") }
    }
}
