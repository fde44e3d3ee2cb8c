import EngineClient
import ProfileConfig

/// Keeps the token of a session in the profile, with the address of the engine that granted it: a token must not go to another engine, and
/// the address may be another one in the next run, by the environment or by an edit.
struct ProfileTokenStore: TokenStore {
    private static let tokenKey = "connection-token"
    private static let addressKey = "connection-token-address"

    let profiles: ProfileDirectory
    let profile: ProfileName
    let address: EngineAddress

    func token() async throws -> String? {
        let document = try profiles.load(profile).document
        guard let token = document.text(of: Self.tokenKey), !token.isEmpty else { return nil }
        // A token that another program wrote is for the address that stands beside it.
        guard let granter = document.text(of: Self.addressKey) ?? document.text(of: "connection-address"),
            (try? EngineAddress(parsing: granter)) == address
        else { return nil }
        return token
    }

    func update(_ body: @Sendable (String?) async throws -> String?) async throws -> String? {
        // The token's lock is held while somebody signs in; the profile's own only while its file is rewritten.
        let lock = try await profiles.tokenLock(profile)
        let before = try await token()
        let after = try await body(before)
        if after != before {
            try profiles.update(profile) { document in
                if let after {
                    try document.set(Self.tokenKey, to: .string(after))
                    try document.set(Self.addressKey, to: .string("\(address)"))
                } else {
                    try Self.forget(&document)
                }
            }
        }
        lock.release()
        return after
    }

    /// Takes the token out of a profile.
    static func forget(_ document: inout ProfileDocument) throws {
        _ = try document.unset(tokenKey)
        _ = try document.unset(addressKey)
    }
}
