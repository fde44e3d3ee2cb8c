import Hummingbird

/// A call that came too soon.
struct RateLimited: Error {
    /// After how many seconds the next one may come.
    let seconds: Int
}

/// Limits the calls that need no session. Who reaches the Unix socket may do everything anyway, and isn't limited.
struct RateLimitMiddleware: RouterMiddleware {
    typealias Context = EngineRequestContext

    let limiter: RateLimiter
    let clock: EngineClock

    func handle(
        _ request: Request, context: EngineRequestContext, next: (Request, EngineRequestContext) async throws -> Response
    ) async throws -> Response {
        if case .network(let client) = context.peer, let seconds = limiter.admit(client, now: clock.monotonic()) {
            throw RateLimited(seconds: seconds)
        }
        return try await next(request, context)
    }
}
