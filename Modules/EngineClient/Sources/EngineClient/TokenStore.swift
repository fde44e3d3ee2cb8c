/// Where a session's token is kept between calls, and between processes.
///
/// The one way to write is an exclusive update, so that however many processes need a token at once, one of them signs in and the others
/// find its token.
public protocol TokenStore: Sendable {
    /// The token as it is kept now; nil if there is none.
    func token() async throws -> String?

    /// Replaces the token while nobody else does.
    ///
    /// - Parameter body: Gets the token as it is once the right to change it has been got, which may be one that somebody else has just put
    ///   there, and gives the token to keep: the same one changes nothing, nil removes it. It may take as long as a sign-in.
    ///   What it throws leaves the token as it was, and is thrown on unchanged.
    /// - Returns: What `body` gave.
    /// - Throws: What `body` throws, or why what it gave can't be kept.
    @discardableResult
    func update(_ body: @Sendable (String?) async throws -> String?) async throws -> String?
}
