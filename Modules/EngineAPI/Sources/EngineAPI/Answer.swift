/// A whole answer: its status, its total where it has one, and its entities.
public struct Answer<Entity: Sendable>: Sendable {
    /// How the call went.
    public let status: AnswerStatus
    /// How many entities there are in all, where the engine says so.
    public let total: Int?
    /// The entities, in the order of the answer.
    public let entities: [Entity]
}

extension Answer where Entity: Decodable {
    /// Reads a whole answer.
    ///
    /// A status that is no success, wherever it stands, is the answer's status.
    ///
    /// - Throws: ``AnswerError`` if it can't be read or has no status.
    public init(decoding body: some Sequence<UInt8>) throws(AnswerError) {
        var decoder = AnswerDecoder(of: Entity.self)
        var status: AnswerStatus?
        var total: Int?
        var entities: [Entity] = []
        for chunk in try decoder.push(body) {
            switch chunk {
            case .status(let next): if status?.isSuccess != false { status = next }
            case .total(let value): total = value
            case .entity(let entity, _): entities.append(entity)
            }
        }
        try decoder.finish()
        guard let status else { throw AnswerError("it has no status") }
        self.status = status
        self.total = total
        self.entities = entities
    }
}
