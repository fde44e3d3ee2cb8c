import EngineClient
import Foundation

/// What may stand between a client and an engine, running for one test. See `Engine/relay.py` for its options.
final class PythonRelay: Sendable {
    private struct Start: Decodable { let port: Int }
    private struct Reply: Decodable { let asked: [String] }

    let port: Int
    private let process: LineProcess

    /// - Parameter kind: `relay`, `http` or `socks`.
    init(_ kind: String, to engine: PythonEngine, _ options: [String: any Sendable] = [:]) async throws {
        var all: [String: Any] = options
        (all["kind"], all["upstream"]) = (kind, engine.port)
        let text = String(decoding: try JSONSerialization.data(withJSONObject: all), as: UTF8.self)
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Engine/relay.py").path
        process = try LineProcess(["python3", script, text])
        port = try JSONDecoder().decode(Start.self, from: try await process.readLine()).port
    }

    deinit { process.end() }

    /// Changes options, and tells what was asked of a proxy so far.
    @discardableResult
    func tell(_ options: [String: any Sendable] = [:]) async throws -> [String] {
        let line = try JSONSerialization.data(withJSONObject: options)
        return try JSONDecoder().decode(Reply.self, from: try await process.ask(line)).asked
    }
}
