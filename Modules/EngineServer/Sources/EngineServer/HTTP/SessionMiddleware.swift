import EngineAPI
import HTTPTypes
import Hummingbird

/// Finds out who makes a request, and refuses those without a session.
struct SessionMiddleware: RouterMiddleware {
    typealias Context = EngineRequestContext

    let checker: SessionChecker

    func handle(
        _ request: Request, context: EngineRequestContext, next: (Request, EngineRequestContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        switch context.peer {
        case .local: context.session = .local
        case .network:
            let token = try SessionMiddleware.token(of: request)
            context.session = try await checker.session(token: token, from: context.peer.address)
            context.token = token
        }
        return try await next(request, context)
    }

    /// The token of a request: a bearer's (RFC 6750 §2.1), else the cookie's, with which nothing may be changed from another site's page.
    private static func token(of request: Request) throws(EngineFailure) -> String {
        if let token = request.headers[.authorization].flatMap(bearerToken) { return token }
        guard let token = request.headers[values: .cookie].lazy.compactMap(cookieToken).first else {
            throw .unauthorized("This call needs a session. Sign in first.")
        }
        if request.method != .get, request.method != .head {
            let isOwn = CrossOriginRule.isSameOrigin(
                host: request.head.authority, origin: request.headers[.origin], fetchSite: request.headers[.fetchSite])
            guard isOwn else {
                throw .forbidden(
                    "A change that is signed in by a cookie must come from this engine's own pages. Send the token in Authorization instead."
                )
            }
        }
        return token
    }

    private static func bearerToken(_ field: String) -> String? {
        let parts = field.split(separator: " ")
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return String(parts[1])
    }

    /// The value of the cookie `authorization` (RFC 6265 §4.2.1), which is empty when the console has signed out.
    private static func cookieToken(_ field: String) -> String? {
        for pair in field.split(separator: ";") {
            let trimmed = pair.drop(while: \.isWhitespace)
            guard trimmed.hasPrefix("authorization=") else { continue }
            let value = trimmed.dropFirst("authorization=".count).filter { !$0.isWhitespace && $0 != "\"" }
            if !value.isEmpty { return value }
        }
        return nil
    }
}

extension EngineRequestContext {
    /// What the request may do.
    ///
    /// - Throws: `EngineFailure` with 401 where nobody has asked who makes it.
    func requireSession() throws(EngineFailure) -> Session {
        guard let session else { throw .unauthorized("This call needs a session. Sign in first.") }
        return session
    }

    /// Refuses who may not change keys.
    ///
    /// - Parameter what: What is to be changed.
    /// - Throws: `EngineFailure`: 401 without a session, 403 without `MASTER` or with `READ_ONLY`.
    func requireManagement(of what: String) throws(EngineFailure) {
        let permissions = try requireSession().permissions
        guard permissions.mayListKeys else { throw .forbidden("Changing \(what) needs the permission MASTER.") }
        guard permissions.mayChangeKeys else {
            throw .forbidden("The session may change nothing, for its key has the permission READ_ONLY.")
        }
    }
}
