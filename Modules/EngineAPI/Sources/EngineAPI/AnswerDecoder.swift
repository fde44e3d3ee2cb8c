#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Reads answers chunk by chunk as their bytes arrive, buffered or streamed, however they are broken into lines.
///
/// It is a state machine without I/O: ``push(_:)`` takes what has arrived and gives the chunks that it completes, ``finish()`` says that
/// nothing more comes. Chunks of an unknown kind and entities with a tag are left out.
public struct AnswerDecoder<Entity: Decodable & Sendable>: Sendable {
    private let maximumChunkLength: Int
    private var pending: [UInt8] = []
    private var depth = 0
    private var isInString = false
    private var isEscaped = false
    private var hasSeenAnything = false

    /// - Parameter maximumChunkLength: How many bytes of one chunk are kept until it is complete.
    public init(of entity: Entity.Type = Entity.self, maximumChunkLength: Int = 4 << 20) {
        self.maximumChunkLength = maximumChunkLength
    }

    /// Takes the bytes that arrived next.
    ///
    /// - Returns: The chunks that these bytes complete.
    /// - Throws: ``AnswerError`` if they can't be part of an answer.
    public mutating func push(_ bytes: some Sequence<UInt8>) throws(AnswerError) -> [Chunk<Entity>] {
        var chunks: [Chunk<Entity>] = []
        for byte in bytes {
            if depth == 0 {
                // Between chunks stand only the array's own brackets, commas and white space.
                switch byte {
                case UInt8(ascii: "{"): depth = 1
                case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: ","), 0x20, 0x09, 0x0A, 0x0D:
                    hasSeenAnything = true
                    continue
                default: throw AnswerError("it isn't JSON in the form that an engine answers with")
                }
                hasSeenAnything = true
                pending = [byte]
                continue
            }
            guard pending.count < maximumChunkLength else {
                throw AnswerError("one part of it is longer than \(maximumChunkLength) bytes")
            }
            pending.append(byte)
            if track(byte) { if let chunk = try decode() { chunks.append(chunk) } }
        }
        return chunks
    }

    /// Says that the answer is over.
    ///
    /// - Throws: ``AnswerError`` if it was empty, or ended inside a chunk.
    public func finish() throws(AnswerError) {
        guard hasSeenAnything else { throw AnswerError("it is empty") }
        guard depth == 0 else { throw AnswerError("it ended in the middle") }
    }

    /// Follows the nesting of braces outside strings; true when the chunk is complete.
    private mutating func track(_ byte: UInt8) -> Bool {
        if isInString {
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                isInString = false
            }
            return false
        }
        switch byte {
        case UInt8(ascii: "\""): isInString = true
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
        default: break
        }
        return depth == 0
    }

    private func decode() throws(AnswerError) -> Chunk<Entity>? {
        do {
            return try JSONDecoder().decode(ReadChunk<Entity>.self, from: Data(pending)).chunk
        } catch {
            throw AnswerError("a part of it isn't what an engine answers here")
        }
    }
}
