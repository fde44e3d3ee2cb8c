import AuthorizedKeys
import EngineAPI
import EngineServer
import Foundation
import Logging
import OpenSSLBackend
import ServiceLifecycle

/// An engine that really listens, in a volume of its own.
struct RunningEngine: Sendable {
    let directory: TemporaryDirectory
    let addresses: EngineAddresses
    let registry: KeyRegistry

    var volume: String { directory.path + "/volume" }
    var port: Int { addresses.http?.port ?? 0 }

    /// Starts an engine, does the work and stops the engine.
    static func run<R: Sendable>(
        in directory: TemporaryDirectory? = nil, clock: EngineClock = .system(), audit: AuditLog? = nil,
        configure: @Sendable (inout EngineConfiguration) -> Void = { _ in },
        _ body: @Sendable @escaping (RunningEngine) async throws -> R
    ) async throws -> R {
        let directory = try directory ?? TemporaryDirectory()
        var configuration = EngineConfiguration(
            volume: directory.path + "/volume", socketPath: directory.path + "/volume/unix.sock",
            http: EngineConfiguration.HTTPAddress(host: "127.0.0.1", port: 0), profileName: "test", version: "1.2.3")
        configuration.shutdownTimeout = 1
        // Many tests fail on purpose, again and again.
        configuration.limits.failures.free = .max
        configure(&configuration)
        let backend = try OpenSSLBackend()
        let store = FileKeyStore(path: configuration.volume + "/authorized_keys", digests: backend)
        let (stream, continuation) = AsyncStream<EngineAddresses>.makeStream()
        var logger = Logger(label: "engine")
        logger.logLevel = .critical
        let server = EngineServer(
            configuration: configuration, backend: backend, store: store, clock: clock, audit: audit, logger: logger,
            onListening: { continuation.yield($0) })
        let services = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [.init(service: server, successTerminationBehavior: .gracefullyShutdownGroup)], logger: logger))
        return try await withThrowingTaskGroup(of: R?.self) { group in
            group.addTask {
                defer { continuation.finish() }
                try await services.run()
                return nil
            }
            group.addTask {
                guard let addresses = await stream.first(where: { _ in true }) else { return nil }
                let engine = RunningEngine(
                    directory: directory, addresses: addresses, registry: KeyRegistry(store: store, backend: backend))
                do {
                    let result = try await body(engine)
                    await services.triggerGracefulShutdown()
                    return result
                } catch {
                    await services.triggerGracefulShutdown()
                    throw error
                }
            }
            var result: R?
            while let next = try await group.next() { result = next ?? result }
            return try result ?? { throw Program.Failure(description: "the engine ended before it listened") }()
        }
    }

    /// Makes one request on a connection of its own.
    func request(
        _ method: String = "GET", _ path: String, token: String? = nil, headers: [String: String] = [:], body: [UInt8]? = nil,
        over endpoint: RawConnection.Endpoint? = nil
    ) async throws -> HTTPAnswer {
        let connection = try RawConnection(to: endpoint ?? .tcp(port: port))
        try await connection.send(Self.bytes(method, path, host: "127.0.0.1:\(port)", token: token, headers: headers, body: body))
        var bytes = try await connection.receiveToEnd()
        guard let answer = HTTPAnswer(&bytes, hasBody: method != "HEAD"), bytes.isEmpty else {
            throw Program.Failure(description: "the answer to \(method) \(path) isn't framed right")
        }
        return answer
    }

    static func bytes(
        _ method: String, _ path: String, host: String = "engine", token: String? = nil, headers: [String: String] = [:],
        body: [UInt8]? = nil,
        isLast: Bool = true
    ) -> [UInt8] {
        var head = "\(method) \(path) HTTP/1.1\r\nHost: \(host)\r\n"
        if isLast { head += "Connection: close\r\n" }
        if let token { head += "Authorization: Bearer \(token)\r\n" }
        if let body { head += "Content-Length: \(body.count)\r\n" }
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        return Array((head + "\r\n").utf8) + (body ?? [])
    }

    var unix: RawConnection.Endpoint { .unix(path: addresses.socketPath ?? "") }

    /// Signs in as a client does.
    func signIn(_ key: SSHKey, lifetime: String? = nil, hint: Bool = false) async throws -> HTTPAnswer {
        let challenge = try await request("GET", "/api/auth/challenge/").entity
        let nonce = challenge["nonce"] as? String ?? ""
        var body: [String: String] = [
            "identity": challenge["identity"] as? String ?? "", "signature": Data(try await key.sign(nonce)).base64EncodedString(),
        ]
        body["lifetime"] = lifetime
        if hint { body["key"] = key.fingerprint }
        return try await request("POST", "/api/auth/verify/", body: [UInt8](try JSONEncoder().encode(body)))
    }

    /// Registers a key and signs in with it.
    func token(_ key: SSHKey, as identity: String = "alice", permissions: Permissions = .default) async throws -> String {
        _ = try await registry.register(KeyRegistrationRequest(identity: identity, key: key.line, permissions: permissions))
        return try await signIn(key).entity["token"] as? String ?? ""
    }
}
