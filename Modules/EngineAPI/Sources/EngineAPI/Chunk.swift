/// One element of an answer: an answer is a list of chunks, the status first, then perhaps a total, then the entities.
public enum Chunk<Entity: Sendable>: Sendable {
    /// How the call went; in an error it is the only chunk. The code agrees with the HTTP status.
    case status(AnswerStatus)
    /// How many entities there are in all.
    case total(Int)
    /// One entity, with the part of its kind after `entity:` where there is one.
    case entity(Entity, tag: String? = nil)
}

extension Chunk: Equatable where Entity: Equatable {}

private enum ChunkKeys: String, CodingKey { case kind, type, payload }
private struct TotalPayload: Codable { let value: Int }

extension Chunk: Encodable where Entity: Encodable {
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: ChunkKeys.self)
        switch self {
        case .status(let status):
            try container.encode("status", forKey: .kind)
            try container.encode(status, forKey: .payload)
        case .total(let value):
            try container.encode("total", forKey: .kind)
            try container.encode(TotalPayload(value: value), forKey: .payload)
        case .entity(let entity, let tag):
            try container.encode(tag.map { "entity:\($0)" } ?? "entity", forKey: .kind)
            try container.encode(entity, forKey: .payload)
        }
    }
}

/// A chunk as a reader takes it: one whose kind it doesn't know, or an entity with a tag, is passed over.
struct ReadChunk<Entity: Decodable & Sendable>: Decodable {
    let chunk: Chunk<Entity>?

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: ChunkKeys.self)
        // One page of the documentation writes `type` for `kind`.
        let kind = try container.decodeIfPresent(String.self, forKey: .kind) ?? container.decode(String.self, forKey: .type)
        switch kind {
        case "status": chunk = .status(try container.decode(AnswerStatus.self, forKey: .payload))
        case "total":
            // Documented as a bare number and as an object.
            let bare = try? container.decode(Int.self, forKey: .payload)
            chunk = .total(try bare ?? container.decode(TotalPayload.self, forKey: .payload).value)
        case "entity": chunk = .entity(try container.decode(Entity.self, forKey: .payload))
        default: chunk = nil
        }
    }
}
