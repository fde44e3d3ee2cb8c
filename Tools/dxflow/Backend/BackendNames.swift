import ArgumentParser
import CryptoBackend

/// Which backends a command is about: those that are named, each once.
struct BackendNames: ParsableArguments {
    @Argument(help: "The backends: \(Backends.registry.names.joined(separator: ", ")). (default: all of them)")
    var names: [String] = []

    func validate() throws {
        for name in names { try Backends.check(name) }
        if let name = names.first(where: { name in names.filter { $0 == name }.count > 1 }) {
            throw ValidationError("The backend \(name) is named twice.")
        }
    }

    /// Sets them up: those that are named, else the one of `--backend`, else all.
    func backends(_ options: GlobalOptions) throws -> [any CryptoBackend] {
        let names = names.isEmpty ? options.backend.map { [$0] } ?? Backends.registry.names : names
        guard !names.isEmpty else { throw Failure("this program was built without any cryptographic backend") }
        return try names.map { try Backends.registry.backend(named: $0) }
    }
}
