import Foundation

/// An HTTP response as it came over the wire.
struct HTTPAnswer: Sendable {
    let version: String
    let code: Int
    let reason: String
    /// The fields, their names in lower case.
    let fields: [String: String]
    let body: [UInt8]

    /// Takes the first response off the bytes.
    ///
    /// - Parameter hasBody: False for the answer to HEAD.
    init?(_ bytes: inout [UInt8], hasBody: Bool = true) {
        guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        let status = lines[0].split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        guard status.count >= 2, let code = Int(status[1]) else { return nil }
        version = status[0]
        self.code = code
        reason = status.count > 2 ? status[2] : ""
        fields = Dictionary(
            lines.dropFirst().map { line in
                let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
                return (parts[0].lowercased(), parts.count > 1 ? parts[1] : "")
            }, uniquingKeysWith: { $0 + "," + $1 })
        bytes.removeSubrange(..<end.upperBound)
        guard hasBody else {
            body = []
            return
        }
        if fields["transfer-encoding"] == "chunked" {
            var body: [UInt8] = []
            while let line = bytes.firstRange(of: Array("\r\n".utf8)) {
                guard let length = Int(String(decoding: bytes[..<line.lowerBound], as: UTF8.self), radix: 16) else { return nil }
                body += bytes[line.upperBound..<(line.upperBound + length)]
                bytes.removeSubrange(..<(line.upperBound + length + 2))
                if length == 0 { break }
            }
            self.body = body
        } else {
            let length = fields["content-length"].flatMap { Int($0) } ?? bytes.count
            guard bytes.count >= length else { return nil }
            body = Array(bytes[..<length])
            bytes.removeSubrange(..<length)
        }
    }

    var text: String { String(decoding: body, as: UTF8.self) }

    /// The chunks of the body, read as one JSON array.
    var chunks: [[String: Any]] {
        (try? JSONSerialization.jsonObject(with: Data(body))) as? [[String: Any]] ?? []
    }

    /// The chunks as the console reads a stream: line by line, without one leading comma, wrapped in brackets.
    var consoleChunks: [[String: Any]] {
        text.split(separator: "\n").filter { $0.count > 2 }.flatMap { line in
            let json = "[" + (line.hasPrefix(",") ? line.dropFirst() : line) + "]"
            return (try? JSONSerialization.jsonObject(with: Data(json.utf8))) as? [[String: Any]] ?? [["kind": "unreadable"]]
        }
    }

    /// The code and the message of the first chunk, which says how it went.
    var status: (code: Int, message: String)? {
        guard let first = chunks.first, first["kind"] as? String == "status", let payload = first["payload"] as? [String: Any],
            let code = payload["code"] as? Int, let message = payload["message"] as? String
        else { return nil }
        return (code, message)
    }

    /// The payloads of the entities.
    var entities: [Any] { chunks.filter { $0["kind"] as? String == "entity" }.compactMap { $0["payload"] } }

    /// The first entity's members.
    var entity: [String: Any] { entities.first as? [String: Any] ?? [:] }
}
