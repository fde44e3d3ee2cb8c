import EngineAPI
import NIOHTTP1

extension EngineClient {
    /// Asks whether the engine is well (`GET /api/engine/healthcheck/`), for which no token is needed.
    ///
    /// - Returns: The engine's own word for it.
    public func healthcheck() async throws(EngineClientError) -> String {
        printable(try await one(.getPublic(EnginePath.healthcheck), of: String.self))
    }

    /// Asks the engine for its time, over and over (`GET /api/engine/ping/`).
    ///
    /// - Parameters:
    ///   - count: How often; the engine takes 1 to 300.
    ///   - interval: How long between two of them; the engine takes 1 to 30 seconds. The first comes at once.
    /// - Returns: The engine's times as they arrive, in milliseconds since 1970.
    public func ping(count: Int = 3, interval: Duration = .seconds(1)) -> EngineStream<Int64> {
        let (seconds, attoseconds) = interval.components
        let milliseconds = min(max(seconds, 0), 86_400) * 1000 + attoseconds / 1_000_000_000_000_000
        return stream(
            .get(
                EnginePath.ping, query: [("count", "\(count)"), ("interval", "\(milliseconds)")],
                // An engine clamps what it was asked for, so its pauses may be longer or shorter.
                form: .streamed(pause: max(interval, .seconds(30)))))
    }

    /// Has the engine sign tokens with another key from now on (`POST /api/engine/rotate/`, which older engines don't have). Sessions last
    /// until they expire. It takes a session with `MASTER`.
    ///
    /// - Returns: Which key that is, and when the one before it verifies no token any more.
    public func rotateTokenKey() async throws(EngineClientError) -> TokenKeyRotation {
        try await one(EngineCall(method: .POST, path: EnginePath.rotate))
    }

    /// How the engine was started (`GET /api/engine/parameter/`).
    public func parameter() async throws(EngineClientError) -> EngineParameter {
        try await one(.get(EnginePath.parameter))
    }

    /// The engine's version and its machine (`GET /api/engine/attribute/`).
    public func attribute() async throws(EngineClientError) -> EngineAttribute {
        try await one(.get(EnginePath.attribute))
    }

    /// Both of them, in one call where the engine has it (`GET /api/engine/info/`), else in two.
    public func info() async throws(EngineClientError) -> EngineInfo {
        try await withinDeadline {
            do throws(EngineClientError) {
                return try await self.one(.get(EnginePath.info))
            } catch {
                guard error.status == 404 else { throw error }
            }
            return EngineInfo(parameter: try await self.parameter(), attribute: try await self.attribute())
        }
    }
}
