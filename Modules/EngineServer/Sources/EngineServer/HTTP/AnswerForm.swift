import EngineAPI
import HTTPTypes
import Hummingbird
import NIOCore

/// In which of its two forms an answer is sent: one JSON array, or line by line.
enum AnswerForm: Sendable, Hashable {
    case buffered, streamed

    /// What a request asks for: `?stream=…` decides, then `Accept`.
    ///
    /// A HEAD request gets the head of the buffered form, whose length is known.
    init(of request: Request) {
        if request.method == .head {
            self = .buffered
            return
        }
        switch (try? Query(request.uri.query))?["stream"] {
        case "true": self = .streamed
        case "false": self = .buffered
        default:
            let types = request.headers[values: .accept].flatMap { $0.split(separator: ",") }
            let asksForStream = types.contains { type in
                let name = type.prefix { $0 != ";" }.filter { !$0.isWhitespace }
                return name.lowercased() == "application/stream+json"
            }
            self = asksForStream ? .streamed : .buffered
        }
    }

    /// The value of `Content-Type`.
    var mediaType: String {
        switch self {
        case .buffered: "application/json"
        case .streamed: "application/stream+json"
        }
    }

    /// The body of whole chunks, each encoded.
    func body(_ chunks: [[UInt8]]) -> [UInt8] {
        let encoder = AnswerEncoder()
        switch self {
        case .buffered: return encoder.buffered(chunks)
        case .streamed:
            let lines = chunks.enumerated().flatMap { encoder.streamLine($1, isFirst: $0 == 0) }
            return AnswerEncoder.streamStart + lines + AnswerEncoder.streamEnd
        }
    }

    /// A whole answer.
    ///
    /// - Parameters:
    ///   - total: How many entities there are in all, where that is told.
    ///   - entities: The entities.
    func response<Entity: Encodable & Sendable>(total: Int? = nil, entities: [Entity]) throws -> Response {
        let encoder = AnswerEncoder()
        var chunks = [AnswerEncoder.ok]
        if let total { chunks.append(try encoder.json(Chunk<Entity>.total(total))) }
        for entity in entities { chunks.append(try encoder.json(Chunk.entity(entity))) }
        return response(chunks: chunks)
    }

    /// A whole answer of one of a sign-in's messages.
    func response(entity: some JSONObjectWritable) -> Response {
        response(chunks: [AnswerEncoder.ok, AnswerEncoder().json(entity: entity)])
    }

    /// A whole answer of encoded chunks, the first of them that of success.
    func response(chunks: [[UInt8]]) -> Response {
        Response(status: .ok, headers: [.contentType: mediaType], body: ResponseBody(byteBuffer: ByteBuffer(bytes: body(chunks))))
    }

    /// An answer that is a status alone.
    func response() throws -> Response {
        try response(entities: [NoEntity]())
    }

    /// A refusal: the status alone, with its message in `x-error-message` too.
    func response(_ failure: EngineFailure, headers: HTTPFields = [:]) throws -> Response {
        let status = AnswerStatus(code: failure.code, message: failure.message)
        let chunk = try AnswerEncoder().json(Chunk<NoEntity>.status(status))
        var headers = headers
        headers[.contentType] = mediaType
        headers[.errorMessage] = AnswerForm.fieldValue(failure.message)
        return Response(
            status: HTTPResponse.Status(integerLiteral: failure.code), headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: body([chunk]))))
    }

    /// A message as the value of a header, which is ASCII on one line (RFC 9110 §5.5).
    static func fieldValue(_ message: String) -> String {
        let plain: [Character: Character] = ["“": "\"", "”": "\"", "’": "'", "–": "-"]
        return String(
            message.map { character in
                if let ascii = character.asciiValue { return (0x20...0x7E).contains(ascii) ? character : " " }
                return plain[character] ?? "?"
            })
    }
}

extension HTTPField.Name {
    /// The message of a refusal, for those that don't see the body.
    static let errorMessage = HTTPField.Name("x-error-message")!
    /// Names the request, as the audit log does.
    static let requestID = HTTPField.Name("x-request-id")!
    /// What a browser says of the page that makes a request (https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header).
    static let fetchSite = HTTPField.Name("Sec-Fetch-Site")!
}
