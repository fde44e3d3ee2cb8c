import EngineAPI
import Hummingbird

/// Limits the calls with a token that isn't good: they count as calls without a session. Who has a session isn't limited.
struct FailedSessionMiddleware: RouterMiddleware {
    typealias Context = EngineRequestContext

    let limiter: RateLimiter
    let clock: EngineClock
    let report: LimitReport

    func handle(
        _ request: Request, context: EngineRequestContext, next: (Request, EngineRequestContext) async throws -> Response
    ) async throws -> Response {
        do {
            let response = try await next(request, context)
            context.connection.note(hasSession: true)
            return response
        } catch let failure as EngineFailure where failure.code == 401 {
            context.connection.note(hasSession: false)
            if case .network(let client) = context.peer, let seconds = limiter.admit(client, now: clock.monotonic()) {
                throw try report.refusal(of: request, from: client, by: "calls", for: seconds, context)
            }
            throw failure
        }
    }
}
