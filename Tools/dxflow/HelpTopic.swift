import ArgumentParser

/// What `dxflow help` is asked about. The parser shows the help of the part of the name that it knows, and says nothing of the rest.
enum HelpTopic {
    /// Refuses a name that no command has.
    ///
    /// - Parameter arguments: The command line after the program's name.
    /// - Throws: `ValidationError` that names it.
    static func check(_ arguments: ArraySlice<String>) throws {
        guard arguments.first == "help" else { return }
        var command: any ParsableCommand.Type = Dxflow.self
        for name in arguments.dropFirst() where !name.hasPrefix("-") {
            guard let next = command.subcommand(named: name) else {
                throw ValidationError("there is no command '\(name)' to show the help of.")
            }
            command = next
        }
    }
}
