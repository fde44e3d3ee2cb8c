import EngineAPI
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// Sends whatever goes wrong in the envelope, in the form that was asked for.
struct EnvelopeMiddleware: RouterMiddleware {
    typealias Context = EngineRequestContext

    func handle(
        _ request: Request, context: EngineRequestContext, next: (Request, EngineRequestContext) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do {
            // The router would pass over empty parts, and what is forbidden under one name be called under another.
            let path = request.uri.path.utf8
            guard !zip(path, path.dropFirst()).contains(where: { $0 == UInt8(ascii: "/") && $1 == $0 }) else {
                throw EngineFailure.noSuchCall
            }
            response = try await next(request, context)
        } catch let refusal as RateLimited {
            response = try AnswerForm(of: request).response(
                EngineFailure(code: 429, message: "There were too many calls from your address. Try again in \(refusal.seconds) s."),
                headers: [.retryAfter: "\(refusal.seconds)"])
        } catch {
            // Who has gone, or is cut off because the engine stops, gets no answer.
            if error is CancellationError || error is IOError || error is ChannelError { throw error }
            response = try AnswerForm(of: request).response(EnvelopeMiddleware.failure(error, context.logger))
        }
        response.headers[.requestID] = context.requestID
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        response.headers[.xContentTypeOptions] = "nosniff"
        return response
    }

    private static func failure(_ error: any Error, _ logger: Logger) -> EngineFailure {
        switch error {
        case let failure as EngineFailure:
            if failure.code >= 500, !Task.isShuttingDownGracefully { logger.error("\(failure.message)") }
            return failure
        case let error as any HTTPResponseError where error.status == .notFound:
            return .noSuchCall
        default:
            logger.error("a request failed", metadata: ["error": "\(error)"])
            return .internalError("The engine failed. Its log says why.")
        }
    }
}
