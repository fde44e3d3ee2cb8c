import ArgumentParser

/// The option of every command that lists or shows something.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print JSON.")
    var json = false

    /// Prints the value as JSON where that was asked for, else what `text` gives.
    func print(_ value: some Encodable, text: () throws -> [String]) throws {
        try StandardOutput.write(lines: try json ? [jsonText(value)] : text())
    }
}
