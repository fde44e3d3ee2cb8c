import EngineClient
import ProfileConfig

/// Where a profile's session is: with which engine, and where its token is kept.
struct ProfileSession: Sendable {
    let address: EngineAddress
    let tokens: any TokenStore
    /// What `connection-key` holds.
    let keyName: String?
    /// Where the token is, in words.
    let source: String
    /// True where `CONNECTION_TOKEN` gives the token, which outlives no run.
    let isOfEnvironment: Bool
}
