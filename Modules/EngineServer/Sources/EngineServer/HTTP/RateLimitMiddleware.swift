import EngineAPI
import HTTPTypes
import Hummingbird

/// A call that came too soon.
struct RateLimited: Error {
    /// After how many seconds the next one may come.
    let seconds: Int
}

/// Limits the calls that need no session, and holds up who fails to sign in again and again. Who reaches the Unix socket may do everything
/// anyway, and isn't limited.
struct RateLimitMiddleware: RouterMiddleware {
    typealias Context = EngineRequestContext

    let limiter: RateLimiter
    let failures: FailureBackoff
    let clock: EngineClock
    let report: LimitReport

    func handle(
        _ request: Request, context: EngineRequestContext, next: (Request, EngineRequestContext) async throws -> Response
    ) async throws -> Response {
        guard case .network(let client) = context.peer else { return try await next(request, context) }
        if let seconds = limiter.admit(client, now: clock.monotonic()) {
            throw try report.refusal(of: request, from: client, by: "calls", for: seconds, context)
        }
        // What is posted signs in; a challenge costs nothing and may be asked for meanwhile.
        if request.method == .post, let seconds = failures.delay(client, now: clock.monotonic()) {
            throw try report.refusal(of: request, from: client, by: "failures", for: seconds, context)
        }
        do {
            return try await next(request, context)
        } catch let failure as EngineFailure where failure.code == 401 {
            failures.fail(client, now: clock.monotonic())
            throw failure
        }
    }
}
