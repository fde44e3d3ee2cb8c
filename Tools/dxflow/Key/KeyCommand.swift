import ArgumentParser

/// `dxflow key`, and the first version's `dxflow engine key`.
struct KeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Make, inspect and convert keys, and say which keys may sign in to an engine.",
        subcommands: [
            KeyGenerate.self, KeyInspect.self, KeyConvert.self, KeyPassphrase.self, KeyPublic.self,
            KeyRegister.self, KeyList.self, KeyChangeCommand.self, KeyUnregister.self,
        ])
}
