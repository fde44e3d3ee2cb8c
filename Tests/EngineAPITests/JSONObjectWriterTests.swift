import EngineAPI
import Foundation
import Testing

@Suite("Messages that write themselves")
struct JSONObjectWriterTests {
    private func bytes(_ message: some JSONObjectWritable) -> [UInt8] { AnswerEncoder().json(entity: message) }

    private static let texts = [
        "", "plain", #"quote " backslash \ slash /"#, "\u{0}\u{1}\u{8}\t\n\u{B}\u{C}\r\u{1F}\u{7F}", "Zoë 🔑 \u{2028}", "e\u{301}", "\r\n",
    ]

    @Test("They are what they are through Codable, byte by byte", arguments: texts)
    func likeCodable(text: String) throws {
        let encoder = AnswerEncoder()
        let challenge = Challenge(identity: text, nonce: text, lifetime: GoDuration(seconds: 90))
        #expect(try bytes(challenge) == encoder.json(Chunk.entity(challenge)))
        let permissions = Permissions([.master, .readOnly, Permission(rawValue: text)])
        let grant = SessionGrant(token: text, permissions: permissions, expiresAt: .max)
        #expect(try bytes(grant) == encoder.json(Chunk.entity(grant)))
        let claims = TokenClaims(
            subject: text, expiresAt: .min, issuedAt: 0, id: text, identity: text, registration: text, permissions: permissions)
        #expect(try bytes(claims) == encoder.json(Chunk.entity(claims)))
    }

    @Test("What is nil is left out, and an empty object is one")
    func absent() {
        var object = JSONObjectWriter()
        #expect(object.finished() == Array("{}".utf8))
        object.add("text", String?.none)
        object.add("number", Int64?.none)
        object.add("truth", Bool?.none)
        object.add("texts", [String]?.none)
        #expect(object.finished() == Array("{}".utf8))
        object.add("texts", [String]())
        object.add("truth", false)
        #expect(object.finished() == Array(#"{"texts":[],"truth":false}"#.utf8))
    }

    @Test("The chunk of success is what it is through Codable")
    func success() throws {
        #expect(try AnswerEncoder.ok == AnswerEncoder().json(Chunk<NoEntity>.status(AnswerStatus(code: 200, message: "OK"))))
    }
}
