import ArgumentParser
import ProfileConfig

/// `dxflow config profiles`: lists the profiles.
struct ConfigProfiles: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profiles", abstract: "List the profiles, with the engine that each one connects to.")

    @OptionGroup var globals: GlobalOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        // Its file may be the one that can't be read.
        let (profiles, current) = try ProfileDirectory.named(globals)
        let rows = try profiles.profileNames().map { name in Row(name, profiles, isCurrent: name == current) }
        guard !rows.isEmpty || output.json else {
            return Console.current.note("There is no profile in \(profiles.path) yet; `dxflow config set` makes one.")
        }
        try output.print(rows) {
            Table(
                headings: ["PROFILE", "ADDRESS", "FILE"],
                rows: rows.map { [$0.current ? "\($0.profile) *" : $0.profile, $0.address ?? $0.problem ?? "-", $0.file] }
            ).lines()
        }
    }

    private struct Row: Encodable {
        let profile: String
        let address: String?
        let file: String
        let current: Bool
        let problem: String?

        init(_ name: ProfileName, _ profiles: ProfileDirectory, isCurrent: Bool) {
            profile = name.text
            file = profiles.path(of: name)
            current = isCurrent
            do {
                // The file's own address: the environment's is the same for all of them.
                address = try profiles.load(name).document.text(of: "connection-address").map(UserInformation.masked(inAddress:))
                problem = nil
            } catch {
                address = nil
                problem = "\(error)"
            }
        }
    }
}
