import AsyncHTTPClient
import EngineAPI
import Logging
import NIOCore
import NIOHTTP1

/// Sends calls and reads their answers: HTTP, time limits and bounds, and nothing about sessions.
struct Transport: Sendable {
    let http: HTTPClient
    let address: EngineAddress
    let configuration: ClientConfiguration
    private let socket: ReachableSocket?

    /// The longest body of a refusal that is read, in bytes.
    private static let maximumRefusalLength = 64 << 10

    init(address: EngineAddress, configuration: ClientConfiguration) {
        self.address = address
        self.configuration = configuration
        socket = address.socketPath.map(ReachableSocket.init)
        var options = HTTPClient.Configuration()
        // Following is never right: the token would go along to wherever the answer says.
        options.redirectConfiguration = .disallow
        options.timeout = .init(connect: .nanoseconds(configuration.connectTimeout.nanoseconds))
        // Refused is refused: whoever calls wants to know now, not when the time limit is over.
        options.connectionPool.retryConnectionEstablishment = false
        options.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 64
        options.connectionPool.idleTimeout = .seconds(15)
        options.httpVersion = .http1Only
        options.decompression = .disabled
        http = HTTPClient(configuration: options)
    }

    /// Makes one call, hands over the entities of its answer as they arrive, and returns when the answer is over.
    ///
    /// - Returns: The engine's time by its `Date` header, in seconds since 1970.
    @discardableResult
    func exchange<Entity: Decodable & Sendable>(
        _ call: EngineCall, of entity: Entity.Type = Entity.self, token: String?, deliver: @escaping @Sendable (Entity) -> Void
    ) async throws(EngineClientError) -> Int64? {
        let pause: Duration? = if case .streamed(let pause) = call.form { pause } else { nil }
        let patience = configuration.answerTimeout + (pause ?? .zero)
        let limit = TimeLimit(after: patience)
        do {
            return try await limit.enforce {
                try await send(call, token: token, deliver: deliver) { if pause != nil { limit.extend() } }
            }
        } catch is TimeLimitPassed {
            throw EngineClientError(
                .timedOut, "\(address) hasn't answered within \(inWords(patience)): is the engine well?")
        } catch {
            throw failures.explain(error, hasAnswer: false)
        }
    }

    private var failures: ConnectionFailures {
        ConnectionFailures(address: address, connectTimeout: configuration.connectTimeout)
    }

    private func send<Entity: Decodable & Sendable>(
        _ call: EngineCall, token: String?, deliver: @escaping @Sendable (Entity) -> Void, onLife: @Sendable () -> Void
    ) async throws -> Int64? {
        let response = try await response(to: request(for: call, token: token))
        onLife()
        let status = Int(response.status.code)
        configuration.logger.debug("\(call.method.rawValue) \(address)\(call.path): \(status)")
        do {
            switch status {
            case 200...299:
                guard call.form != .statusOnly else { break }
                var reader = AnswerReader<Entity>(address: address, maximumLength: configuration.maximumAnswerLength, deliver: deliver)
                for try await piece in response.body {
                    onLife()
                    try reader.read(piece.readableBytesView)
                }
                try reader.finish()
            case 300...399: throw redirection(response)
            default: throw try await refusal(response)
            }
        } catch {
            throw failures.explain(error, hasAnswer: true)
        }
        return response.headers.first(name: "date").flatMap(HTTPDate.secondsSince1970)
    }

    /// Sends a request until the head of its answer is there; what time it may take is the caller's business.
    private func response(to request: HTTPClientRequest) async throws -> HTTPClientResponse {
        let never = NIODeadline.now() + .hours(24 * 365)
        do {
            return try await http.execute(request, deadline: never)
        } catch {
            // An engine may close a connection that was kept open just as it is used again. A call that changes nothing is simply repeated.
            guard request.method == .GET, ConnectionFailures.isClosedEarly(error), !Task.isCancelled else { throw error }
            return try await http.execute(request, deadline: never)
        }
    }

    private func request(for call: EngineCall, token: String?) -> HTTPClientRequest {
        var query = call.query
        let isStreamed = if case .streamed = call.form { true } else { false }
        if isStreamed { query.append(("stream", "true")) }
        var request = HTTPClientRequest(url: address.url(path: call.path, query: query, socket: socket))
        request.method = call.method
        if address.isSocket { request.headers.add(name: "Host", value: "localhost") }
        request.headers.add(name: "User-Agent", value: configuration.userAgent)
        request.headers.add(name: "Accept", value: isStreamed ? "application/stream+json, application/json" : "application/json")
        if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
        if let body = call.body {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(bytes: body))
        }
        return request
    }

    private func redirection(_ response: HTTPClientResponse) -> EngineClientError {
        let target = response.headers.first(name: "location").map { printable($0.prefix { $0 != "?" && $0 != "#" }) } ?? "nowhere"
        return EngineClientError(
            .redirected,
            "\(address) redirects to \(target), which isn't followed, so that no token goes astray: if your engine is there, use that address",
            status: Int(response.status.code))
    }

    /// An answer that is no success: the engine's words if they are an engine's, else what it looks like.
    private func refusal(_ response: HTTPClientResponse) async throws -> EngineClientError {
        let status = Int(response.status.code)
        var body: [UInt8] = []
        for try await piece in response.body {
            body += piece.readableBytesView
            if body.count > Transport.maximumRefusalLength { break }
        }
        if let answer = try? Answer<NoEntity>(decoding: body), !answer.status.isSuccess {
            // HTTP's status is the one that counts, as it does for everybody else on the way.
            return .refused(by: address, EngineFailure(AnswerStatus(code: status, message: answer.status.message)))
        }
        switch status {
        case 401: return .refused(by: address, .unauthorized("no valid session"))
        case 500...599:
            return EngineClientError(
                .engineTrouble,
                "\(address) answers \(status), and not in an engine's words: a proxy may be there that doesn't reach the engine",
                status: status)
        default:
            return EngineClientError(
                .notAnEngine, "\(address) answers \(status), and not in an engine's words: check the address", status: status)
        }
    }
}

extension Duration {
    /// The length in nanoseconds, as far as they can be counted.
    fileprivate var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        return overflow ? .max : product + attoseconds / 1_000_000_000
    }
}
