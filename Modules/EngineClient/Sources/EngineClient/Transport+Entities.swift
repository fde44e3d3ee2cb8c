import EngineAPI
import Synchronization

/// The first entity of an answer that should have one. Others aren't kept, for an engine may send any number of them.
final class FirstEntity<Entity: Sendable>: Sendable {
    private let first = Mutex<Entity?>(nil)

    func take(_ entities: [Entity]) { first.withLock { $0 = $0 ?? entities.first } }
    var entity: Entity? { first.withLock { $0 } }
}

extension Transport {
    /// Makes a call that is answered with one entity.
    func one<Entity: Decodable & Sendable>(
        _ call: EngineCall, of entity: Entity.Type = Entity.self, token: String?
    ) async throws(EngineClientError) -> (entity: Entity, engineTime: Int64?) {
        let received = FirstEntity<Entity>()
        let engineTime = try await exchange(call, of: Entity.self, token: token) { received.take($0) }
        return (try only(received, of: call), engineTime)
    }

    /// The one entity of an answer.
    func only<Entity: Sendable>(_ received: FirstEntity<Entity>, of call: EngineCall) throws(EngineClientError) -> Entity {
        guard let entity = received.entity else {
            throw EngineClientError(.answerUnreadable, "the engine at \(address) answered \(call.path) without what was asked for")
        }
        return entity
    }
}
