import EngineAPI
import EngineClient
import Foundation

/// An engine written in Python from the interface's description, running for one test. See `Engine/engine.py` for its options.
final class PythonEngine: Sendable {
    /// A call as the engine saw it.
    struct Call: Decodable, Sendable {
        let call: String
        let query: [String: String]
        let authorized: Bool
        let host: String
        let body: String
    }

    /// How a list without an end fares, as the engine sees it.
    struct EndlessList: Decodable, Sendable {
        /// How many bytes of it were handed to the system.
        let written: Int
        /// Whether the system takes no more, because nobody reads.
        let isBlocked: Bool
        /// Whether the client has gone.
        let isOver: Bool
    }

    struct Key: Decodable, Sendable {
        let fingerprint: String
        let line: String
        let modulus: String
        let exponent: String
    }

    struct Reply: Decodable, Sendable {
        let calls: [Call]
        let issued: String
        let endless: EndlessList

        func count(_ call: String) -> Int { calls.count { $0.call == call } }
    }

    private struct Start: Decodable {
        let port: Int
        let keys: [String: Key]
    }

    static let keyDirectory = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../TestKeys")
    static let registeredKey = keyDirectory.appending(path: "rsa2048.pem").path
    static let unregisteredKey = keyDirectory.appending(path: "rsa3072.pem").path

    let port: Int
    let keys: [String: Key]
    private let process: LineProcess

    /// - Parameter options: As JSON has them; `keys` are added.
    init(_ options: [String: any Sendable] = [:]) async throws {
        var all: [String: Any] = options
        all["keys"] = ["alice": PythonEngine.registeredKey]
        all["unregistered"] = PythonEngine.unregisteredKey
        let text = String(decoding: try JSONSerialization.data(withJSONObject: all), as: UTF8.self)
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Engine/engine.py").path
        process = try LineProcess(["python3", script, text])
        let start = try JSONDecoder().decode(Start.self, from: try await process.readLine())
        port = start.port
        keys = start.keys
    }

    deinit { process.end() }

    /// Ends the engine, and returns when it is gone.
    func stop() async throws { try await process.endAndWait() }

    var address: EngineAddress {
        get throws { try EngineAddress(parsing: "http://127.0.0.1:\(port)") }
    }

    /// Signs with the key that is registered, unless told otherwise.
    func signer(_ path: String = PythonEngine.registeredKey) -> OpenSSLSigner {
        OpenSSLSigner(path: path, key: keys[path]!)
    }

    /// Changes options, and tells what was called so far.
    @discardableResult
    func tell(_ options: [String: any Sendable] = [:]) async throws -> Reply {
        let line = try JSONSerialization.data(withJSONObject: options)
        return try JSONDecoder().decode(Reply.self, from: try await process.ask(line))
    }

    /// A client for this engine that signs in with the registered key.
    func client(
        tokens: any TokenStore = InMemoryTokenStore(), configuration: ClientConfiguration = ClientConfiguration()
    ) throws -> EngineClient {
        let signer = signer()
        return EngineClient(address: try address, signer: { signer }, tokens: tokens, configuration: configuration)
    }
}

/// A process that is spoken with line by line, without blocking the tasks of the test.
final class LineProcess: Sendable {
    private let queue = DispatchQueue(label: "LineProcess")
    private let process = Process()
    private let input: FileHandle
    private let output: FileHandle

    init(_ arguments: [String]) throws {
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        self.input = input.fileHandleForWriting
        self.output = output.fileHandleForReading
        try process.run()
        try input.fileHandleForReading.close()
        try output.fileHandleForWriting.close()
    }

    /// The process ends when its input does.
    func end() { try? input.close() }

    func endAndWait() async throws {
        _ = try await onQueue {
            self.end()
            self.process.waitUntilExit()
            return Data()
        }
    }

    func readLine() async throws -> Data {
        try await onQueue { try self.nextLine() }
    }

    func ask(_ line: Data) async throws -> Data {
        try await onQueue {
            try self.input.write(contentsOf: line + Data("\n".utf8))
            return try self.nextLine()
        }
    }

    private func onQueue(_ body: @escaping @Sendable () throws -> Data) async throws -> Data {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result(catching: body)) }
        }
    }

    private func nextLine() throws -> Data {
        var line = Data()
        while let piece = try output.read(upToCount: 1), !piece.isEmpty {
            if piece.first == UInt8(ascii: "\n") { return line }
            line += piece
        }
        throw CocoaError(.fileReadUnknown)
    }
}
