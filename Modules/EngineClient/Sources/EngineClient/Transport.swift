import AsyncHTTPClient
import EngineAPI
import Logging
import NIOCore
import NIOHTTP1

/// Sends calls and reads their answers: HTTP, time limits and bounds, and nothing about sessions.
struct Transport: Sendable {
    /// The connections, or why there can be none.
    private let connections: Result<HTTPClient, EngineClientError>
    let address: EngineAddress
    let configuration: ClientConfiguration
    private let socket: ReachableSocket?
    private let tls: TLSSettings?
    /// The proxy that takes the calls and passes them on.
    private let forwarder: EngineProxy?

    /// The longest body of a refusal that is read, in bytes.
    private static let maximumRefusalLength = 64 << 10

    init(address: EngineAddress, configuration: ClientConfiguration) {
        self.address = address
        self.configuration = configuration
        socket = address.socketPath.map(ReachableSocket.init)
        var tls: TLSSettings?
        var forwarder: EngineProxy?
        do throws(EngineClientError) {
            if address.scheme == .https { tls = try TLSSettings(configuration.trust, for: address) }
            if let proxy = try configuration.proxy.proxy(for: address), proxy.forwards(to: address) { forwarder = proxy }
            connections = .success(try HTTPClient.connecting(to: address, configuration: configuration, tls: tls))
        } catch {
            connections = .failure(error)
        }
        self.tls = tls
        self.forwarder = forwarder
    }

    /// Closes the connections.
    func shutdown() async {
        try? await (try? connections.get())?.shutdown()
    }

    /// Closes the connections, without waiting for it. Where they were closed already this does nothing.
    func startShutdown() {
        (try? connections.get())?.shutdown { _ in }
    }

    /// Makes one call, hands over the entities of its answer as they arrive, and returns when the answer is over. No more of it is read
    /// before they are taken. What changes nothing is repeated where the engine hadn't answered, or had no time.
    ///
    /// - Returns: The engine's time by its `Date` header, in seconds since 1970.
    @discardableResult
    func exchange<Entity: Decodable & Sendable>(
        _ call: EngineCall, of entity: Entity.Type = Entity.self, token: String?, deliver: @escaping Delivery<Entity>
    ) async throws(EngineClientError) -> Int64? {
        var backoff = Backoff(
            repetitions: call.method == .GET ? configuration.maximumRepetitions : 0, patience: configuration.answerTimeout)
        while true {
            let failure: EngineClientError
            do throws(EngineClientError) {
                return try await exchangeOnce(call, token: token, deliver: deliver)
            } catch {
                failure = error
            }
            guard let pause = backoff.pause(after: failure) else { throw failure }
            configuration.logger.debug("\(call.path): \(failure); again in \(pause)")
            do { try await Task.sleep(for: pause) } catch { throw EngineClientError(.cancelled, "cancelled") }
        }
    }

    private func exchangeOnce<Entity: Decodable & Sendable>(
        _ call: EngineCall, token: String?, deliver: @escaping Delivery<Entity>
    ) async throws(EngineClientError) -> Int64? {
        let pause: Duration? = if case .streamed(let pause) = call.form { pause } else { nil }
        let patience = configuration.answerTimeout + (pause ?? .zero)
        let limit = TimeLimit(after: patience, extends: pause != nil, timers: configuration.eventLoops)
        do {
            return try await limit.enforce {
                try await send(call, token: token, deliver: deliver, limit: limit)
            }
        } catch is TimeLimitPassed {
            let beyond = pause.map { $0 > .zero ? " beyond the \(inWords($0)) that it may pause" : "" } ?? ""
            throw EngineClientError(
                .timedOut, "\(failures.place) hasn't answered within \(inWords(configuration.answerTimeout))\(beyond): is the engine well?")
        } catch {
            throw await withCertificate(failures.explain(error, hasAnswer: false))
        }
    }

    private var failures: ConnectionFailures { ConnectionFailures(address: address, configuration: configuration) }

    /// Shows which certificate it is that isn't trusted, so that somebody can decide.
    private func withCertificate(_ error: EngineClientError) async -> EngineClientError {
        guard error.code == .certificateUnknown else { return error }
        let handshake = CertificateHandshake(address: address, configuration: configuration)
        guard let certificate = try? await handshake.certificate() else { return error }
        return await .unknown(certificate, of: address, trust: configuration.trust, check: tls?.check, underlying: error.underlying)
    }

    private func send<Entity: Decodable & Sendable>(
        _ call: EngineCall, token: String?, deliver: Delivery<Entity>, limit: TimeLimit
    ) async throws -> Int64? {
        if case .own(let certificates) = tls?.check { try await certificates.prepare(for: address) }
        return try await connections.get().withAnswer(to: request(for: call, token: token)) { head, body in
            limit.extend()
            configuration.logger.debug("\(call.method.rawValue) \(address)\(call.path): \(head.status.code)")
            do {
                switch head.status.code {
                case 200...299:
                    guard call.form != .statusOnly else { break }
                    var reader = AnswerReader<Entity>(address: address, maximumLength: configuration.maximumAnswerLength)
                    while let piece = try await body.next() {
                        // The engine waits meanwhile, not the other way around.
                        try await limit.held {
                            let (entities, failure) = reader.read(piece.readableBytesView)
                            if !entities.isEmpty { try await deliver(entities) }
                            if let failure { throw failure }
                        }
                    }
                    try reader.finish()
                case 300...399: throw redirection(head)
                default: throw try await refusal(head, body)
                }
            } catch {
                throw failures.explain(error, hasAnswer: true)
            }
            return head.headers.first(name: "date").flatMap(HTTPDate.secondsSince1970)
        }
    }

    private func request(for call: EngineCall, token: String?) throws -> HTTPClient.Request {
        var query = call.query
        let isStreamed = if case .streamed = call.form { true } else { false }
        if isStreamed { query.append(("stream", "true")) }
        var request = try HTTPClient.Request(
            url: address.url(path: call.path, query: query, socket: socket, forwarder: forwarder), method: call.method)
        request.headers.add(name: "Host", value: address.isSocket ? "localhost" : address.authority)
        request.headers.add(name: "User-Agent", value: configuration.userAgent)
        request.headers.add(name: "Accept", value: isStreamed ? "application/stream+json, application/json" : "application/json")
        if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
        if let body = call.body {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .byteBuffer(ByteBuffer(bytes: body))
        }
        return request
    }

    private func redirection(_ head: HTTPResponseHead) -> EngineClientError {
        let target = head.headers.first(name: "location").map { printable($0.prefix { $0 != "?" && $0 != "#" }) } ?? "nowhere"
        return EngineClientError(
            .redirected,
            "\(address) redirects to \(target), which isn't followed, so that no token goes astray: if your engine is there, use that address\(orTheProxy)",
            status: Int(head.status.code))
    }

    /// An answer that is no success: the engine's words if they are an engine's, else what it looks like.
    private func refusal(_ head: HTTPResponseHead, _ body: ArrivingAnswer) async throws -> EngineClientError {
        let status = Int(head.status.code)
        var text: [UInt8] = []
        while text.count <= Transport.maximumRefusalLength, let piece = try await body.next() { text += piece.readableBytesView }
        if let answer = try? Answer<NoEntity>(decoding: text), !answer.status.isSuccess {
            // HTTP's status is the one that counts, as it does for everybody else on the way.
            return .refused(
                by: address, EngineFailure(AnswerStatus(code: status, message: answer.status.message)), retryAfter: retryAfter(head))
        }
        switch status {
        // What a proxy says of itself, and the ways that it has to say no.
        case 407 where forwarder != nil: throw HTTPClientError.proxyAuthenticationRequired
        case 403 where forwarder != nil: throw HTTPClientError.invalidProxyResponse
        case 401: return .refused(by: address, .unauthorized("no valid session"))
        case 500...599:
            let way =
                forwarder.map { "the proxy \($0) (\($0.setting)) may not reach the engine, and no_proxy leaves it out" }
                ?? "a proxy may be there that doesn't reach the engine"
            return EngineClientError(
                .engineTrouble, "\(address) answers \(status), and not in an engine's words: \(way)",
                status: status, retryAfter: retryAfter(head))
        default:
            return EngineClientError(
                .notAnEngine, "\(address) answers \(status), and not in an engine's words: check the address\(orTheProxy)", status: status)
        }
    }

    /// Who else may have answered in the engine's place.
    private var orTheProxy: String {
        forwarder.map { ", unless it is the proxy \($0) (\($0.setting)) that says so, which no_proxy leaves out" } ?? ""
    }

    /// How long the answer asks to wait (RFC 9110 §10.2.3): a number of seconds, or a moment by the engine's own clock.
    private func retryAfter(_ head: HTTPResponseHead) -> Duration? {
        guard let text = head.headers.first(name: "retry-after") else { return nil }
        if let seconds = Int64(text), (0...86_400 * 366).contains(seconds) { return .seconds(seconds) }
        guard let moment = HTTPDate.secondsSince1970(text),
            let now = head.headers.first(name: "date").flatMap(HTTPDate.secondsSince1970), moment >= now
        else { return nil }
        return .seconds(moment - now)
    }
}
