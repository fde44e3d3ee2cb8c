import ArgumentParser

/// `dxflow config`: the settings of a profile.
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Show and change the settings of a profile.",
        subcommands: [
            ConfigGet.self, ConfigSet.self, ConfigUnset.self, ConfigList.self, ConfigProfiles.self, ConfigEdit.self,
        ], defaultSubcommand: ConfigGet.self)
}
