import EngineAPI
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1

/// Sends whatever goes wrong in the envelope, in the form that was asked for.
struct EnvelopeMiddleware: RouterMiddleware {
    typealias Context = EngineRequestContext

    func handle(
        _ request: Request, context: EngineRequestContext, next: (Request, EngineRequestContext) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do {
            response = try await next(request, context)
        } catch let refusal as RateLimited {
            response = try AnswerForm(of: request).response(
                EngineFailure(code: 429, message: "There were too many calls from your address. Try again in \(refusal.seconds) s."),
                headers: [.retryAfter: "\(refusal.seconds)"])
        } catch {
            // A request that isn't HTTP any more is hummingbird's to answer; it closes the connection.
            if error is HTTPParserError || error is CancellationError { throw error }
            response = try AnswerForm(of: request).response(EnvelopeMiddleware.failure(error, context.logger))
        }
        response.headers[.requestID] = context.requestID
        response.headers[.cacheControl] = "no-store"
        response.headers[.xContentTypeOptions] = "nosniff"
        return response
    }

    private static func failure(_ error: any Error, _ logger: Logger) -> EngineFailure {
        switch error {
        case let failure as EngineFailure:
            if failure.code >= 500 { logger.error("\(failure.message)") }
            return failure
        case is NIOTooManyBytesError: return RequestBodyReader.tooLarge
        case let error as any HTTPResponseError where error.status == .notFound:
            return .notFound("This engine has no such call.")
        default:
            logger.error("a request failed", metadata: ["error": "\(error)"])
            return .internalError("The engine failed. Its log says why.")
        }
    }
}
