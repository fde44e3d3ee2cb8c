import ArgumentParser
import CryptoBackend
import ProfileConfig

/// `dxflow backend list`: shows the backends and what each of them can do.
struct BackendList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Show the backends, their libraries, which one is the default and why, and what each can do.",
        discussion: """
            What the default backend can't do is left to the first other one that can. Why a backend can't do something is in what --json prints.
            """)

    @OptionGroup var globals: GlobalOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let (profiles, profile) = try ProfileDirectory.current(globals)
        let choice: BackendChoice?
        do {
            choice = try BackendChoice(globals, profile, profiles.environment)
        } catch let error as ProfileError {
            // Who named one that there isn't wants to know which there are.
            Console.current.warning("\(error)")
            choice = nil
        }
        if let choice, !Backends.registry.names.contains(choice.name) {
            Console.current.warning("\(choice.source) names the backend “\(choice.name)”, and there is none of that name")
        }
        let rows = Backends.registry.names.map { name in Row(name, reason: name == choice?.name ? choice?.source : nil) }
        try output.print(rows) {
            guard !rows.isEmpty else { return ["This program was built without any cryptographic backend."] }
            let table = Table(headings: ["BACKEND", "LIBRARY", "VERSION", "DEFAULT"], rows: rows.map(\.cells))
            return table.lines() + rows.compactMap(\.problem) + Row.capabilities(of: rows.filter { $0.error == nil })
        }
    }

    /// A backend and what it can do.
    private struct Row: Encodable {
        let name: String
        let library: String?
        let version: String?
        /// Why it can't be used, if it can't.
        let error: String?
        /// Whether it is the one that commands use.
        let `default`: Bool
        /// What makes it so.
        let chosenBy: String?
        let capabilities: [Capability]

        init(_ name: String, reason: String?) {
            self.name = name
            `default` = reason != nil
            chosenBy = reason
            do {
                let backend = try Backends.registry.backend(named: name)
                library = backend.information.library
                version = backend.information.version
                error = nil
                capabilities = OperationGroup.all.flatMap { group in
                    group.entries.map { Capability(group: group.title, $0, backend.support(for: $0.operation)) }
                }
            } catch {
                library = nil
                version = nil
                self.error = "\(error)"
                capabilities = []
            }
        }

        var cells: [String] { [name, library ?? "-", version ?? "-", chosenBy ?? ""] }

        /// Why it can't be used.
        var problem: String? { error.map { "The backend \(name) can't be used: \(printable($0))." } }

        /// A table of the operations, the backends side by side.
        static func capabilities(of rows: [Row]) -> [String] {
            guard !rows.isEmpty else { return [] }
            let lines = OperationGroup.all.flatMap { group in
                let blank = [String](repeating: "", count: rows.count)
                let entries = group.entries.map { entry in
                    ["  \(entry.label)"] + rows.map { $0.supports(entry, of: group) ? "yes" : "no" }
                }
                return [[group.title] + blank] + entries
            }
            return [""] + Table(headings: ["OPERATION"] + rows.map { $0.name.uppercased() }, rows: lines).lines()
        }

        private func supports(_ entry: OperationGroup.Entry, of group: OperationGroup) -> Bool {
            capabilities.contains { $0.group == group.title && $0.name == entry.label && $0.supported }
        }
    }

    /// One thing that a backend can do, or can't.
    private struct Capability: Encodable {
        let group: String
        let name: String
        let operation: String
        let supported: Bool
        let reason: String?

        init(group: String, _ entry: OperationGroup.Entry, _ support: OperationSupport) {
            self.group = group
            name = entry.label
            operation = "\(entry.operation)"
            supported = support == .supported
            if case .unsupported(let reason) = support { self.reason = reason } else { reason = nil }
        }
    }
}
