import EngineAPI
import Synchronization

/// Entities as they arrive, until somebody takes them all.
final class ReceivedEntities<Entity: Sendable>: Sendable {
    private let entities = Mutex<[Entity]>([])

    func append(_ entity: Entity) { entities.withLock { $0.append(entity) } }
    var all: [Entity] { entities.withLock { $0 } }
}

extension Transport {
    /// Makes a call that is answered with one entity.
    func one<Entity: Decodable & Sendable>(
        _ call: EngineCall, of entity: Entity.Type = Entity.self, token: String?
    ) async throws(EngineClientError) -> (entity: Entity, engineTime: Int64?) {
        let received = ReceivedEntities<Entity>()
        let engineTime = try await exchange(call, of: Entity.self, token: token) { received.append($0) }
        return (try only(received, of: call), engineTime)
    }

    /// The one entity of an answer.
    func only<Entity: Sendable>(_ received: ReceivedEntities<Entity>, of call: EngineCall) throws(EngineClientError) -> Entity {
        guard let entity = received.all.first else {
            throw EngineClientError(.answerUnreadable, "the engine at \(address) answered \(call.path) without what was asked for")
        }
        return entity
    }
}
