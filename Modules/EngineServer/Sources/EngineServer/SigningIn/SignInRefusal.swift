import AuthorizedKeys
import EngineAPI

/// A sign-in that isn't one: what the client is told, and what the audit log is.
struct SignInRefusal: Error {
    /// What is answered.
    let failure: EngineFailure
    /// What was wrong, a clause.
    let reason: String
    /// The key that signed, where one did.
    let key: RegisteredKey?

    init(_ failure: EngineFailure, _ reason: String, _ key: RegisteredKey? = nil) {
        self.failure = failure
        self.reason = reason
        self.key = key
    }
}
