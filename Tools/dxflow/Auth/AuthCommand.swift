import ArgumentParser

/// `dxflow auth`: the session that a profile has with its engine.
struct AuthCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "auth", abstract: "Sign in to an engine and out of it, and see whether you are signed in.",
        discussion:
            "Every command signs in by itself where it needs to: these are for doing it before, with a lifetime of your choice, and for ending it.",
        subcommands: [AuthLogin.self, AuthLogout.self, AuthStatus.self])
}
