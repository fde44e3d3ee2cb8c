import ArgumentParser

/// The command that a command line names with its first words.
///
/// The parser goes by the root's options, then by those of each group, then by the command's, and looks all of them up several times: nearly a
/// tenth of a short command's time. A command takes the options of all of them itself, so that it can be parsed alone.
enum NamedCommand {
    /// Parses a command line, if it begins with a command's whole name and the command makes sense of all that follows.
    ///
    /// - Parameter arguments: The command line after the program's name.
    /// - Returns: nil where it is for the whole of the parser: options before the name, a group's default, help, and whatever is wrong, which
    ///   is to be told in the root's words.
    static func parse(_ arguments: some Collection<String>) -> (any ParsableCommand)? {
        var command: any ParsableCommand.Type = Dxflow.self
        var rest = Array(arguments)[...]
        while let name = rest.first, let next = command.subcommand(named: name) {
            command = next
            rest.removeFirst()
        }
        guard command.configuration.subcommands.isEmpty, let parsed = try? command.parseAsRoot(Array(rest)), type(of: parsed) == command
        else { return nil }
        return parsed
    }
}

extension ParsableCommand {
    /// The command of a group that has this name; nil where it has none.
    static func subcommand(named name: String) -> (any ParsableCommand.Type)? {
        configuration.subcommands.first { $0._commandName == name }
    }
}
