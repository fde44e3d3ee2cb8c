/// A refusal by an engine: what goes over the wire as a status chunk alone.
public struct EngineFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// The HTTP status, 400 to 599.
    public let code: Int
    /// What is wrong and what to do, in one or two sentences for a person, without key material.
    public let message: String

    public init(code: Int, message: String) {
        self.code = code
        self.message = message
    }

    /// 400: the request itself is wrong.
    public static func badRequest(_ message: String) -> EngineFailure { EngineFailure(code: 400, message: message) }
    /// 401: there is no session, or it has ended.
    public static func unauthorized(_ message: String) -> EngineFailure { EngineFailure(code: 401, message: message) }
    /// 403: the session isn't permitted to do this.
    public static func forbidden(_ message: String) -> EngineFailure { EngineFailure(code: 403, message: message) }
    /// 404: there is no such thing.
    public static func notFound(_ message: String) -> EngineFailure { EngineFailure(code: 404, message: message) }
    /// 409: it contradicts what is there.
    public static func conflict(_ message: String) -> EngineFailure { EngineFailure(code: 409, message: message) }
    /// 500: the engine itself is in trouble, with its disk for instance.
    public static func internalError(_ message: String) -> EngineFailure { EngineFailure(code: 500, message: message) }
    /// 503: not now.
    public static func unavailable(_ message: String) -> EngineFailure { EngineFailure(code: 503, message: message) }

    public var description: String { message }
}
