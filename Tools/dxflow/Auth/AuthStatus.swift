import ArgumentParser
import EngineAPI
import EngineClient

/// `dxflow auth status`: shows whose session there is, if the engine still takes it.
struct AuthStatus: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show who is signed in, to which engine and until when.",
        discussion: "The engine is asked, and nobody is signed in by it. The exit status is 0 if you are signed in, and 1 if you aren't.")

    @OptionGroup var globals: GlobalOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let connection = EngineConnection(try Workspace(globals))
        let session = try connection.profileSession()
        let status = try await status(of: session, connection)
        try output.print(status) { status.lines }
        guard status.signedIn else { throw ExitCode.failure }
    }

    private func status(of session: ProfileSession, _ connection: EngineConnection) async throws -> SessionStatus {
        func none(_ reason: String) -> SessionStatus {
            SessionStatus(
                engine: "\(session.address)", key: session.keyName, reason: reason,
                advice: session.isOfEnvironment
                    ? "CONNECTION_TOKEN is set, and no other session is used: unset it, or set it to what `dxflow engine token` prints."
                    : "`dxflow auth login` signs in.")
        }
        guard let token = try await session.tokens.token() else { return none("there is no session in the profile") }
        guard let claims = TokenClaims(unverifiedToken: token) else { return none("the token in the \(session.source) is none") }
        func expired() -> SessionStatus? {
            let past = EngineClock.now.subtractingReportingOverflow(claims.expiresAt).partialValue
            return past >= 0 ? none("the session expired \(SessionStatus.span(past)) ago") : nil
        }
        do {
            // The engine's clock decides, which may be another than this machine's.
            guard try await connection.withEngine({ try await $0.inspect(token) }) else {
                return expired() ?? none("the engine has ended the session")
            }
        } catch let error as EngineClientError {
            guard let status = expired() else { throw error }
            return status
        }
        return SessionStatus(engine: "\(session.address)", key: session.keyName, source: session.source, claims: claims)
    }
}
