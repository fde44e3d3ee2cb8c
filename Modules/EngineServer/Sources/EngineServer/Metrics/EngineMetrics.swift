import EngineAPI
import Synchronization

/// What an engine counts since its start, of its requests and its clients: numbers without names, so that whoever reads them learns nothing
/// of anybody.
final class EngineMetrics: Sendable {
    private let state = Mutex(State())

    private struct State {
        var requests: [Int: Double] = [:]
        var signIns: [String: Double] = ["granted": 0, "refused": 0, "limited": 0, "failed": 0]
        var limits: [String: Double] = ["calls": 0, "failures": 0, "connections": 0, "header time": 0, "body time": 0]
        var challenges = 0.0
        var sessionsEnded = 0.0
        var keys: [String: Double] = ["registered": 0, "changed": 0, "removed": 0]
        var rotations = 0.0
        var connections = 0.0
    }

    /// A connection has come from the network.
    func connected() { state.withLock { $0.connections += 1 } }

    /// A client has met one of the limits.
    func limitHit(_ limit: String) { state.withLock { $0.limits[limit, default: 0] += 1 } }

    /// A request has been answered.
    ///
    /// - Parameters:
    ///   - method: Empty for what was no request.
    ///   - path: With or without the slash at its end.
    func answered(method: String, path: String, code: Int) {
        let isSuccess = (200..<300).contains(code)
        state.withLock { state in
            state.requests[code, default: 0] += 1
            switch (method, path.hasSuffix("/") ? path : path + "/") {
            case ("GET", EnginePath.challenge) where isSuccess: state.challenges += 1
            case ("POST", EnginePath.verify): state.signIns[EngineMetrics.outcome(code), default: 0] += 1
            case ("POST", EnginePath.logout) where isSuccess: state.sessionsEnded += 1
            case ("POST", EnginePath.rotate) where isSuccess: state.rotations += 1
            case ("POST", EnginePath.key) where isSuccess: state.keys["registered", default: 0] += 1
            case ("PATCH", EnginePath.key) where isSuccess: state.keys["changed", default: 0] += 1
            case ("DELETE", EnginePath.key) where isSuccess: state.keys["removed", default: 0] += 1
            default: break
            }
        }
    }

    private static func outcome(_ code: Int) -> String {
        switch code {
        case 200..<300: "granted"
        case 429: "limited"
        case 400..<500: "refused"
        default: "failed"
        }
    }

    /// All numbers, as Prometheus reads them.
    ///
    /// - Parameters:
    ///   - register: Tells of the connections that there are.
    ///   - uptime: How long the engine has been running.
    func text(register: ConnectionRegister, uptime: Duration) -> String {
        let state = state.withLock { $0 }
        let connections = register.counts
        var text = PrometheusText()
        text.add("dxflow_uptime_seconds", .gauge, help: "Time since the engine's start.", uptime / .seconds(1))
        let requests = Dictionary(uniqueKeysWithValues: state.requests.map { ("\($0.key)", $0.value) })
        text.add("dxflow_requests_total", .counter, help: "Requests that were answered, by HTTP status.", label: "code", requests)
        text.add("dxflow_challenges_total", .counter, help: "Challenges that were issued.", state.challenges)
        text.add("dxflow_sign_ins_total", .counter, help: "Answers to challenges, by outcome.", label: "outcome", state.signIns)
        text.add("dxflow_sessions_ended_total", .counter, help: "Sessions that were ended by signing out.", state.sessionsEnded)
        text.add("dxflow_token_key_changes_total", .counter, help: "Changes of the key that signs tokens.", state.rotations)
        text.add("dxflow_key_changes_total", .counter, help: "Changes to the registered keys.", label: "change", state.keys)
        text.add("dxflow_limits_hit_total", .counter, help: "Requests and connections that met a limit.", label: "limit", state.limits)
        text.add("dxflow_connections_total", .counter, help: "Connections that came from the network.", state.connections)
        text.add("dxflow_connections", .gauge, help: "Connections from the network that are open.", Double(connections.open))
        text.add(
            "dxflow_connections_evicted_total", .counter, help: "Connections without a session that were closed to make room.",
            Double(connections.evicted))
        return text.text
    }
}
