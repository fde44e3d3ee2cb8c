/// An entity of an answer that has none.
public struct NoEntity: Sendable, Hashable, Codable {}
