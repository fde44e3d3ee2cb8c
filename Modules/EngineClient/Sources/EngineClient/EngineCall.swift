import NIOHTTP1

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// One call of the interface, before it has a token.
struct EngineCall: Sendable {
    /// How an answer arrives.
    enum Form: Sendable, Hashable {
        /// At once, as one array.
        case buffered
        /// Piece by piece, where the engine can; between two pieces it may pause for as long as it was asked to.
        case streamed(pause: Duration)
        /// The status code is the answer.
        case statusOnly
    }

    var method: HTTPMethod = .GET
    /// One of `EnginePath`.
    var path: String
    var query: [(name: String, value: String)] = []
    /// JSON.
    var body: [UInt8]?
    var form = Form.buffered
    /// False for the calls that anybody may make; they are sent without a token.
    var needsToken = true

    static func get(_ path: String, query: [(name: String, value: String)] = [], form: Form = .buffered) -> EngineCall {
        EngineCall(path: path, query: query, form: form)
    }

    static func getPublic(_ path: String) -> EngineCall {
        EngineCall(path: path, needsToken: false)
    }

    static func post(_ path: String, _ body: some Encodable, needsToken: Bool = true) throws -> EngineCall {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        return EngineCall(method: .POST, path: path, body: [UInt8](try encoder.encode(body)), needsToken: needsToken)
    }
}
