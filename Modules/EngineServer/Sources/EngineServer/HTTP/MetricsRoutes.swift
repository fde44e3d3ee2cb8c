import EngineAPI
import Hummingbird
import NIOCore

/// `GET /metrics`: what the engine counts, for Prometheus. On the Unix socket alone; the network is told that there is no such call.
struct MetricsRoutes: Sendable {
    static let path = "/metrics"

    let metrics: EngineMetrics
    let register: ConnectionRegister
    let clock: EngineClock
    let start: Duration

    init(metrics: EngineMetrics, register: ConnectionRegister, clock: EngineClock) {
        self.metrics = metrics
        self.register = register
        self.clock = clock
        start = clock.monotonic()
    }

    func add(to calls: RouterGroup<EngineRequestContext>) {
        calls.get(RouterPath(MetricsRoutes.path)) { _, context in
            guard case .local = context.peer else { throw EngineFailure.noSuchCall }
            let text = metrics.text(register: register, uptime: clock.monotonic() - start)
            return Response(
                status: .ok, headers: [.contentType: PrometheusText.mediaType], body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
        }
    }
}

extension EngineFailure {
    /// Of what nobody has heard, and of what isn't told to whoever asks.
    static let noSuchCall = EngineFailure.notFound("This engine has no such call.")
}
