import ArgumentParser
import EngineAPI
import EngineClient

/// `dxflow auth logout`: ends the session at the engine and takes it out of the profile.
struct AuthLogout: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "logout", abstract: "End the session at the engine, and take it out of the profile.",
        discussion: """
            If the engine can't be told, the session is taken out of the profile all the same and the exit status is 1: there it lasts until it \
            expires.
            """)

    @OptionGroup var globals: GlobalOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let connection = EngineConnection(try Workspace(globals))
        let session = try connection.profileSession()
        guard let token = try await session.tokens.token() else {
            return try output.print(Report(engine: session.address, ended: false)) {
                [printable("There is no session with \(session.address) in the profile.")]
            }
        }
        let claims = TokenClaims(unverifiedToken: token)
        guard claims != nil || !session.isOfEnvironment else {
            throw Failure("CONNECTION_TOKEN holds something that is no token, so that there is no session to end: unset it")
        }
        let failure = try await failure(of: connection, endingSessionUntil: claims?.expiresAt)
        // Another session that somebody has just begun stays.
        try await session.tokens.update { $0 == token ? nil : $0 }
        if let failure {
            throw Failure(
                session.isOfEnvironment
                    ? "the session in CONNECTION_TOKEN lasts until it expires, for the engine couldn't be told to end it: \(failure)"
                    : "the session was removed from the profile, and lasts at the engine until it expires, which couldn't be told: \(failure)"
            )
        }
        try output.print(Report(engine: session.address, ended: true)) {
            let rest =
                session.isOfEnvironment ? " CONNECTION_TOKEN is of no more use; the session in the profile, if there is one, goes on." : ""
            return [printable("Signed out of \(session.address).\(rest)")]
        }
    }

    /// Ends the session at the engine. That it can't be told is no failure where the session is over by itself.
    ///
    /// - Parameter end: When that is, in seconds since 1970; nil for something that no engine has granted.
    /// - Returns: Why the engine couldn't be told.
    private func failure(of connection: EngineConnection, endingSessionUntil end: Int64?) async throws -> EngineClientError? {
        guard let end else { return nil }
        do {
            try await connection.withEngine { try await $0.signOut() }
            return nil
        } catch let error as EngineClientError {
            return end > EngineClock.now ? error : nil
        }
    }

    private struct Report: Encodable {
        let engine: String
        /// Whether there was a session to end.
        let ended: Bool

        init(engine: EngineAddress, ended: Bool) {
            self.engine = "\(engine)"
            self.ended = ended
        }
    }
}
