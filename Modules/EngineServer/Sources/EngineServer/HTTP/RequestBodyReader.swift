import EngineAPI
import HTTPTypes
import Hummingbird
import NIOCore

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Reads the JSON body of a request.
enum RequestBodyReader {
    /// How long a body may be is ``RequestGuard``'s to say.
    ///
    /// - Throws: `EngineFailure`: 413 for a body that is too large, 408 for one that takes too long, 400 for one that isn't UTF-8, isn't JSON or isn't of the type; what the
    ///   connection fails with.
    static func decode<Body: Decodable>(_ type: Body.Type, from request: Request) async throws -> Body {
        let bytes = [UInt8](buffer: try await request.body.collect(upTo: .max))
        guard String(validating: bytes, as: UTF8.self) != nil else { throw EngineFailure.badRequest("The body isn't UTF-8.") }
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch let error as DecodingError {
            throw EngineFailure.badRequest("The request can't be read: \(reason(error)).")
        }
    }

    private static func reason(_ error: DecodingError) -> String {
        func name(_ path: [any CodingKey]) -> String { path.last.map { "“\($0.stringValue)”" } ?? "the body" }
        switch error {
        case .keyNotFound(let key, _): return "the body lacks “\(key.stringValue)”"
        case .valueNotFound(_, let context), .typeMismatch(_, let context): return "\(name(context.codingPath)) isn't of the right type"
        case .dataCorrupted(let context):
            if context.codingPath.isEmpty { return "the body isn't JSON" }
            return "\(name(context.codingPath)) can't be read: \(context.debugDescription)"
        @unknown default: return "the body can't be read"
        }
    }
}
