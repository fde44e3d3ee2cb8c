import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Answers the requests of every listener: one router for all of them.
struct EngineResponder: Sendable {
    private let router: RouterResponder<EngineRequestContext>
    private let logger: Logger

    init(
        authentication: AuthenticationRoutes, keys: KeyRoutes, engine: EngineRoutes, checker: SessionChecker, limit: RateLimitMiddleware,
        logger: Logger
    ) {
        let router = Router(context: EngineRequestContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: EnvelopeMiddleware())
        let publicCalls = router.group().add(middleware: limit)
        let sessionCalls = router.group().add(middleware: SessionMiddleware(checker: checker))
        authentication.add(to: publicCalls, sessionCalls)
        keys.add(to: sessionCalls)
        engine.add(to: publicCalls, sessionCalls)
        self.router = router.buildResponder()
        self.logger = logger
    }

    /// A connection's way to the router.
    ///
    /// - Parameter isLocal: Whether the connection came over the Unix domain socket.
    func channel(isLocal: Bool, idleTimeout: Int) -> EngineChannel {
        let http = HTTP1Channel(
            responder: { request, writer, channel in
                let peer = isLocal ? Peer.local : Peer.network(ClientAddress(channel.remoteAddress))
                try await respond(to: request, from: peer, writer)
            }, configuration: HTTP1Channel.Configuration(idleTimeout: .seconds(Int64(idleTimeout))))
        return EngineChannel(http: http, isLocal: isLocal, log: logger)
    }

    private func respond(to request: Request, from peer: Peer, _ writer: consuming ResponseWriter) async throws {
        let context = EngineRequestContext(source: EngineRequestContext.Source(logger: logger, peer: peer))
        var response = try await router.respond(to: request, context: context)
        if request.method == .head { response = response.createHeadResponse() }
        response.headers[.date] = HTTPDate.now()
        logger.debug(
            "answered", metadata: ["method": "\(request.method)", "path": "\(request.uri.path)", "code": "\(response.status.code)"])
        do {
            try await writer.write(response: response.head, body: response.body)
        } catch is HTTPParserError {
            // The answer has begun: hummingbird mustn't send a second one.
            throw InterruptedAnswer()
        }
    }
}

/// The connection broke while the answer was sent.
private struct InterruptedAnswer: Error {}

/// The date of an answer (RFC 9110 §5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`.
private enum HTTPDate {
    static func now() -> String {
        var seconds = time(nil)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        func two(_ number: CInt) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let clock = "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))"
        return "\(days[Int(parts.tm_wday)]), \(two(parts.tm_mday)) \(months[Int(parts.tm_mon)]) \(parts.tm_year + 1900) \(clock) GMT"
    }
}
