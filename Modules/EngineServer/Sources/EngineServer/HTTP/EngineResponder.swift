import EngineAPI
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1

/// Answers the requests of every listener: one router for all of them.
struct EngineResponder: Sendable {
    private let router: RouterResponder<EngineRequestContext>
    private let methods: KnownMethods
    private let limits: EngineLimits
    private let metrics: EngineMetrics
    private let logger: Logger
    /// Where it is told that there is too much of something.
    let limitReport: LimitReport

    init(
        authentication: AuthenticationRoutes, keys: KeyRoutes, tokens: TokenKeyRoutes, engine: EngineRoutes, counts: MetricsRoutes,
        checker: SessionChecker, limits: EngineLimits, audit: AuditLog, clock: EngineClock, logger: Logger
    ) {
        let router = Router(context: EngineRequestContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: EnvelopeMiddleware())
        let metrics = counts.metrics
        let limiter = RateLimiter(limit: limits.publicCalls)
        let report = LimitReport(metrics: metrics, audit: audit, clock: clock)
        let publicCalls = router.group().add(
            middleware: RateLimitMiddleware(
                limiter: limiter, failures: FailureBackoff(limit: limits.failures), clock: clock, report: report))
        let sessionCalls = router.group()
            .add(middleware: FailedSessionMiddleware(limiter: limiter, clock: clock, report: report))
            .add(middleware: SessionMiddleware(checker: checker))
        authentication.add(to: publicCalls, sessionCalls)
        keys.add(to: sessionCalls)
        tokens.add(to: publicCalls, sessionCalls)
        engine.add(to: publicCalls, sessionCalls)
        OpenAPIRoutes().add(to: publicCalls)
        counts.add(to: router.group())
        methods = KnownMethods(of: router)
        limitReport = report
        self.router = router.buildResponder()
        self.limits = limits
        self.metrics = metrics
        self.logger = logger
    }

    /// Answers a request.
    ///
    /// - Parameters:
    ///   - connection: What it came over.
    ///   - isLocal: Whether that is the Unix domain socket.
    func respond(
        to request: Request, over connection: Connection, isLocal: Bool, _ writer: consuming ResponseWriter
    ) async throws {
        let peer = isLocal ? Peer.local : Peer.network(client(of: request, over: connection))
        let context = EngineRequestContext(source: EngineRequestContext.Source(logger: logger, peer: peer, connection: connection))
        var response = try await router.respond(to: request, context: context)
        if response.status == .notFound, let others = methods.others(than: request.method, at: request.uri.path) {
            response = try AnswerForm(of: request).response(
                EngineFailure(code: 405, message: "This call isn't made with \(request.method)."),
                headers: [.allow: others.joined(separator: ", ")])
        }
        if request.method == .head { response = response.createHeadResponse() }
        response.headers[.date] = HTTPDate.now()
        metrics.answered(method: request.method.rawValue, path: request.uri.path, code: response.status.code)
        logger.debug(
            "answered", metadata: ["method": "\(request.method)", "path": "\(request.uri.path)", "code": "\(response.status.code)"])
        try await writer.write(response: response.head, body: response.body)
    }

    private func client(of request: Request, over connection: Connection) -> ClientAddress {
        guard let peer = connection.peer else { return ClientAddress(nil) }
        let fields = limits.trustedProxies.isEmpty ? [] : request.headers[values: .forwardedFor]
        return ClientAddress(ForwardedAddress.client(peer: peer, fields: fields, trusting: limits.trustedProxies))
    }
}

extension HTTPField.Name {
    /// Whom a proxy speaks for.
    static let forwardedFor = HTTPField.Name("X-Forwarded-For")!
}
