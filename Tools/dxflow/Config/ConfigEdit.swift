import ArgumentParser
import ProfileConfig

/// `dxflow config edit`: opens the profile in an editor.
struct ConfigEdit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Edit the profile's file in VISUAL or EDITOR.",
        discussion: """
            What you edit is a copy, which takes the file's place once it can be understood. If it can't, you may go on editing. A copy that is gone, \
            or has nothing left in it, leaves the file as it was; to take all settings out of it leave a comment.
            """)

    @OptionGroup var globals: GlobalOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let (profiles, name) = try ProfileDirectory.named(globals)
        let editor = try Editor()
        let draft = try profiles.draft(of: name)
        while true {
            try edit(draft, with: editor)
            do {
                guard try draft.isChanged() else {
                    draft.discard()
                    Console.current.note("Nothing was changed.")
                    return try output.print(Report(file: profiles.path(of: name), changed: false)) { [] }
                }
                try uninterrupted {
                    try draft.keep { before, after in
                        if let before { try ProfileTokenStore.forgetOfAnother(&after, before: before) }
                    }
                }
                return try output.print(Report(file: profiles.path(of: name), changed: true)) { [] }
            } catch let error as ProfileError {
                switch error.code {
                case .noDraft, .changedMeanwhile: throw error
                case .emptied:
                    draft.discard()
                    throw error
                case .system: throw Failure("\(error); what you wrote is kept in \(draft.path)")
                default:
                    Console.current.error("\(error)")
                    guard Editor.asks("Edit it again?") else {
                        throw Failure("the profile \(name) is as it was; what you wrote is kept in \(draft.path)")
                    }
                }
            }
        }
    }

    private func edit(_ draft: ProfileDraft, with editor: Editor) throws {
        do throws(EditorFailure) {
            try editor.edit(draft.path)
        } catch {
            // By its exit status an editor tells that the person wants nothing changed; a signal tells nothing of the kind.
            guard error.isBySignal, (try? draft.isChanged()) == true else {
                draft.discard()
                throw error
            }
            throw Failure("\(error); what you wrote is kept in \(draft.path)")
        }
    }

    private struct Report: Encodable {
        let file: String
        let changed: Bool
    }
}
