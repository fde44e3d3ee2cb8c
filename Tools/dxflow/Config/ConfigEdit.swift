import ArgumentParser
import ProfileConfig

/// `dxflow config edit`: opens the profile in an editor.
struct ConfigEdit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Edit the profile's file in VISUAL or EDITOR.",
        discussion: "What you edit is a copy, which takes the file's place once it can be understood. If it can't, you may go on editing.")

    @OptionGroup var globals: GlobalOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let (profiles, name) = try ProfileDirectory.named(globals)
        let editor = try Editor()
        let draft = try profiles.draft(of: name)
        while true {
            do {
                try editor.edit(draft.path)
                guard try draft.isChanged() else {
                    draft.discard()
                    Console.current.note("Nothing was changed.")
                    return try output.print(Report(file: profiles.path(of: name), changed: false)) { [] }
                }
            } catch {
                draft.discard()
                throw error
            }
            do {
                try uninterrupted {
                    try draft.keep { before, after in
                        if let before { try ProfileTokenStore.forgetOfAnother(&after, before: before) }
                    }
                }
                return try output.print(Report(file: profiles.path(of: name), changed: true)) { [] }
            } catch let error as ProfileError where error.code != .changedMeanwhile && error.code != .system {
                Console.current.error("\(error)")
                guard Editor.asks("Edit it again?") else {
                    throw Failure("the profile \(name) is as it was; what you wrote is kept in \(draft.path)")
                }
            }
        }
    }

    private struct Report: Encodable {
        let file: String
        let changed: Bool
    }
}
