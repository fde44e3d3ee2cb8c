#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Writes answers, as one JSON array or as a stream of lines.
///
/// A stream reads both as one JSON array and line by line: the first line is `[`, each chunk stands on a line of its own, from the second
/// on with a comma before it, and the last line is `]`.
public struct AnswerEncoder: Sendable {
    public init() {}

    /// The chunk as JSON, on one line.
    public func json(_ chunk: Chunk<some Encodable & Sendable>) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        return [UInt8](try encoder.encode(chunk))
    }

    /// The chunk of an entity, on one line.
    public func json(entity: some JSONObjectWritable) -> [UInt8] {
        var object = JSONObjectWriter()
        object.add("kind", "entity")
        object.add("payload", entity)
        return object.finished()
    }

    /// The chunk that begins every good answer.
    public static let ok = Array(#"{"kind":"status","payload":{"code":200,"message":"OK"}}"#.utf8)

    /// A whole answer of encoded chunks.
    public func buffered(_ chunks: [[UInt8]]) -> [UInt8] {
        var answer = [UInt8(ascii: "[")]
        answer.reserveCapacity(chunks.reduce(2) { $0 + $1.count + 1 })
        for chunk in chunks {
            if answer.count > 1 { answer.append(UInt8(ascii: ",")) }
            answer += chunk
        }
        answer.append(UInt8(ascii: "]"))
        return answer
    }

    /// The line that begins a stream.
    public static let streamStart: [UInt8] = Array("[\n".utf8)

    /// The line of one chunk in a stream.
    ///
    /// - Parameter isFirst: Whether it is the first after ``streamStart``.
    public func streamLine(_ chunk: [UInt8], isFirst: Bool) -> [UInt8] {
        (isFirst ? [] : [UInt8(ascii: ",")]) + chunk + [UInt8(ascii: "\n")]
    }

    /// The line that ends a stream.
    public static let streamEnd: [UInt8] = Array("]\n".utf8)
}
