import Foundation
import Testing

@testable import EngineAPI

private struct Item: Codable, Hashable, Sendable {
    let name: String
    var list: [Int]? = nil
}

@Suite("Answers")
struct AnswerTests {
    private let encoder = AnswerEncoder()

    /// Texts that would confuse whoever follows brackets and lines by hand.
    private static let items = ["plain", "a \"quote\"", "back\\slash\\", "}{][,", "line\nend\r", "é 漢字 🙂 \u{2028}", "\\\"}", ""].map {
        Item(name: $0)
    }

    private func chunks() throws -> [[UInt8]] {
        let entities = try AnswerTests.items.map { try encoder.json(Chunk.entity($0)) }
        return [
            try encoder.json(Chunk<Item>.status(AnswerStatus(code: 200, message: "OK"))),
            try encoder.json(Chunk<Item>.total(entities.count)),
        ] + entities
    }

    private func stream(_ chunks: [[UInt8]]) -> [UInt8] {
        chunks.enumerated().reduce(AnswerEncoder.streamStart) { $0 + encoder.streamLine($1.element, isFirst: $1.offset == 0) }
            + AnswerEncoder.streamEnd
    }

    // MARK: Writing

    @Test("Chunks are written as the interface shows them")
    func chunkForms() throws {
        func text(_ chunk: Chunk<Item>) throws -> String { String(decoding: try encoder.json(chunk), as: UTF8.self) }
        #expect(
            try text(.status(AnswerStatus(code: 404, message: "Not Found")))
                == #"{"kind":"status","payload":{"code":404,"message":"Not Found"}}"#)
        #expect(try text(.total(2)) == #"{"kind":"total","payload":{"value":2}}"#)
        #expect(try text(.entity(Item(name: "a/b"))) == #"{"kind":"entity","payload":{"name":"a/b"}}"#)
        #expect(try text(.entity(Item(name: "x"), tag: "disk")) == #"{"kind":"entity:disk","payload":{"name":"x"}}"#)
        #expect(String(decoding: try encoder.json(Chunk.entity("pong")), as: UTF8.self) == #"{"kind":"entity","payload":"pong"}"#)
    }

    @Test("A buffered answer is one JSON array, a stream is one too")
    func arrays() throws {
        let chunks = try chunks()
        for body in [encoder.buffered(chunks), stream(chunks)] {
            let array = try #require(try JSONSerialization.jsonObject(with: Data(body)) as? [[String: Any]])
            #expect(array.map { $0["kind"] as? String } == ["status", "total"] + AnswerTests.items.map { _ in "entity" })
            let names = array.dropFirst(2).map { ($0["payload"] as? [String: Any])?["name"] as? String }
            #expect(names == AnswerTests.items.map(\.name))
        }
        #expect(encoder.buffered([]) == Array("[]".utf8))
    }

    /// Reads a stream as the web console does: it splits the body at newlines; of each line it removes one leading comma, wraps the rest in
    /// brackets and parses that; lines of two characters or fewer are skipped.
    private func readLikeTheConsole(_ body: [UInt8]) throws -> [[String: Any]] {
        try String(decoding: body, as: UTF8.self).components(separatedBy: "\n").filter { $0.count > 2 }.flatMap { line in
            let rest = line.hasPrefix(",") ? String(line.dropFirst()) : line
            return try #require(try JSONSerialization.jsonObject(with: Data("[\(rest)]".utf8)) as? [[String: Any]])
        }
    }

    @Test("The console reads every chunk of a stream from a line of its own")
    func console() throws {
        for count in [1, 2, 10] {
            let chunks = try Array(chunks().prefix(count))
            let read = try readLikeTheConsole(stream(chunks))
            #expect(read.count == count)
            #expect((read[0]["payload"] as? [String: Any])?["code"] as? Int == 200)
            if count == 10 {
                #expect(read.dropFirst(2).map { ($0["payload"] as? [String: Any])?["name"] as? String } == AnswerTests.items.map(\.name))
            }
        }
        #expect(String(decoding: stream([Array("{1}".utf8), Array("{2}".utf8)]), as: UTF8.self) == "[\n{1}\n,{2}\n]\n")
    }

    // MARK: Reading

    private func answer(_ text: String) throws -> Answer<Item> { try Answer(decoding: text.utf8) }

    @Test("Both documented forms of a total, and `type` for `kind`, are read")
    func variants() throws {
        let forms = [
            #"[{"kind":"status","payload":{"code":200,"message":"OK"}},{"kind":"total","payload":7},{"kind":"entity","payload":{"name":"x"}}]"#,
            #"[{"kind":"status","payload":{"code":200,"message":"OK"}},{"kind":"total","payload":{"value":7}},{"kind":"entity","payload":{"name":"x"}}]"#,
            #"[{"type":"status","payload":{"code":200,"message":"OK"}},{"type":"total","payload":7},{"type":"entity","payload":{"name":"x"}}]"#,
            #"{"payload":{"message":"OK","code":200},"kind":"status"} {"payload":{"value":7},"kind":"total"} {"kind":"entity","payload":{"name":"x"}}"#,
        ]
        for form in forms {
            let answer = try answer(form)
            #expect(answer.status == AnswerStatus(code: 200, message: "OK"))
            #expect(answer.total == 7)
            #expect(answer.entities == [Item(name: "x")])
        }
    }

    @Test("Unknown kinds and tagged entities are passed over, whatever they hold")
    func passedOver() throws {
        let answer = try answer(
            #"[{"kind":"status","payload":{"code":202,"message":"Accepted","more":1}},{"kind":"entity:disk","payload":5},{"kind":"new"},{"kind":"entity","payload":{"name":"x","more":[]}}]"#
        )
        #expect(answer.status.isSuccess)
        #expect(answer.total == nil)
        #expect(answer.entities == [Item(name: "x")])
    }

    @Test("A status that is no success, wherever it stands, is the answer's", arguments: ["0", "null", "199", "300", "500", "-1"])
    func statusInTheMiddle(_ code: String) throws {
        let answer = try answer(
            """
            [
            {"kind":"status","payload":{"code":200,"message":"OK"}}
            ,{"kind":"entity","payload":{"name":"x"}}
            ,{"kind":"status","payload":{"code":\(code),"message":"broke"}}
            ,{"kind":"status","payload":{"code":200,"message":"OK"}}
            ]

            """)
        #expect(!answer.status.isSuccess)
        #expect(answer.status == AnswerStatus(code: ["0": 520, "null": 520][code] ?? Int(code) ?? 0, message: "broke"))
        #expect(answer.entities.count == 1)
    }

    @Test("A status without a code counts as 520, without a message it has none")
    func statusDefaults() throws {
        #expect(try answer(#"[{"kind":"status","payload":{}}]"#).status == AnswerStatus(code: 520, message: ""))
        #expect(try answer(#"[{"kind":"status","payload":{"message":"m"}}]"#).status == AnswerStatus(code: 520, message: "m"))
        #expect(AnswerStatus(code: 200, message: "").isSuccess && AnswerStatus(code: 299, message: "").isSuccess)
    }

    private func decode(_ parts: some Sequence<ArraySlice<UInt8>>) throws -> [Chunk<Item>] {
        var decoder = AnswerDecoder(of: Item.self)
        var chunks: [Chunk<Item>] = []
        for part in parts { chunks += try decoder.push(part) }
        try decoder.finish()
        return chunks
    }

    @Test("However the bytes arrive, the same chunks come out")
    func splits() throws {
        let expected: [Chunk<Item>] =
            [.status(AnswerStatus(code: 200, message: "OK")), .total(AnswerTests.items.count)] + AnswerTests.items.map { .entity($0) }
        let pretty = try JSONSerialization.data(
            withJSONObject: try JSONSerialization.jsonObject(with: Data(encoder.buffered(try chunks()))), options: .prettyPrinted)
        for body in [encoder.buffered(try chunks()), stream(try chunks()), [UInt8](pretty)] {
            #expect(try decode([body[...]]) == expected)
            #expect(try decode(body.indices.map { body[$0...$0] }) == expected)
            for _ in 0..<200 {
                var cuts = (0..<Int.random(in: 1...20)).map { _ in Int.random(in: 0...body.count) }
                cuts = [0] + cuts.sorted() + [body.count]
                #expect(try decode(zip(cuts, cuts.dropFirst()).map { body[$0..<$1] }) == expected)
            }
        }
    }

    @Test("A chunk comes out with its last byte, not later")
    func promptness() throws {
        var decoder = AnswerDecoder(of: Item.self)
        let chunk = try encoder.json(Chunk.entity(Item(name: "}")))
        #expect(try decoder.push(AnswerEncoder.streamStart + chunk.dropLast()).isEmpty)
        #expect(try decoder.push([chunk[chunk.count - 1]]) == [.entity(Item(name: "}"))])
    }

    @Test("An answer that ends inside a chunk, at whatever byte, is no answer")
    func truncated() throws {
        let body = try encoder.json(Chunk.entity(AnswerTests.items[5]))
        for length in 1..<body.count {
            var decoder = AnswerDecoder(of: Item.self)
            #expect(try decoder.push(body.prefix(length)).isEmpty)
            let error = #expect(throws: AnswerError.self) { try decoder.finish() }
            #expect(error?.reason.contains("middle") == true)
        }
        var empty = AnswerDecoder(of: Item.self)
        #expect(try empty.push([]).isEmpty)
        #expect(throws: AnswerError.self) { try empty.finish() }
    }

    @Test(
        "What no engine answers is refused",
        arguments: [
            "", "[]", "\n", "<!DOCTYPE html><html></html>", "not json", "[1]", "[\"x\"]", "null", "{}", "[{}]", "[[[[", "[{]",
            #"[{"kind":7}]"#,
            #"[{"kind":"status"}]"#, #"[{"kind":"status","payload":{"code":"200"}}]"#, #"[{"kind":"total","payload":"x"}]"#,
            #"[{"kind":"entity","payload":{"name":5}}]"#, #"[{"kind":"entity","payload":{"name":"x"}}]"#,
            #"{"kind":"status","payload":{"code":200}"#,
            "\u{FEFF}[]", "[{'kind':'status'}]",
        ])
    func garbage(_ text: String) {
        #expect(throws: AnswerError.self) { try answer(text) }
    }

    @Test("Random bytes are refused or read, and never stop the reader")
    func randomBytes() throws {
        let whole = encoder.buffered(try chunks())
        for _ in 0..<2000 {
            var body = whole
            for _ in 0..<Int.random(in: 1...4) { body[Int.random(in: body.indices)] = UInt8.random(in: 0...255) }
            _ = try? Answer<Item>(decoding: body)
        }
        #expect(throws: AnswerError.self) { try answer("[" + String(repeating: #"{"kind":"#, count: 20_000)) }
        #expect(throws: AnswerError.self) {
            try answer(
                #"[{"kind":"entity","payload":"# + String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000) + "}]")
        }
    }

    @Test("A chunk longer than the limit is refused before it is kept")
    func limit() throws {
        let entity = try encoder.json(Chunk.entity(Item(name: String(repeating: "x", count: 100))))
        var enough = AnswerDecoder(of: Item.self, maximumChunkLength: entity.count)
        #expect(try enough.push(entity + entity).count == 2)
        var less = AnswerDecoder(of: Item.self, maximumChunkLength: entity.count - 1)
        #expect(throws: AnswerError.self) { try less.push(entity) }
    }
}
