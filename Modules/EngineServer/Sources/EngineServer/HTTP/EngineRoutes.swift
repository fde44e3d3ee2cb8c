import EngineAPI
import HTTPTypes
import Hummingbird

/// The calls that tell about the engine: `/api/engine/`.
struct EngineRoutes: Sendable {
    let parameter: EngineParameter
    let version: String
    /// When the engine was started, in seconds since 1970.
    let boot: Int64
    let health: EngineHealth
    let ping: PingStream

    /// - Parameters:
    ///   - publicCalls: Where calls go that need no session.
    ///   - sessionCalls: Where calls go that need one.
    func add(to publicCalls: RouterGroup<EngineRequestContext>, _ sessionCalls: RouterGroup<EngineRequestContext>) {
        publicCalls.get(RouterPath(EnginePath.healthcheck)) { request, _ in
            try await health.response(to: request)
        }
        sessionCalls.get(RouterPath(EnginePath.parameter)) { request, _ in
            try AnswerForm(of: request).response(entities: [parameter])
        }
        sessionCalls.get(RouterPath(EnginePath.attribute)) { request, _ in
            try AnswerForm(of: request).response(entities: [HostAttributes.read(version: version, boot: boot)])
        }
        sessionCalls.get(RouterPath(EnginePath.info)) { request, _ in
            let attribute = HostAttributes.read(version: version, boot: boot)
            return try AnswerForm(of: request).response(entities: [EngineInfo(parameter: parameter, attribute: attribute)])
        }
        sessionCalls.get(RouterPath(EnginePath.ping)) { request, context in
            try await ping.response(to: request, context: context)
        }
    }
}
