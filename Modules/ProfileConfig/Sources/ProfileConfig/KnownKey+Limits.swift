extension KnownKey {
    /// What the engine takes from its clients: each with the value that holds where a profile says nothing.
    static let limits: [KnownKey] = [
        number("limit-calls-burst", 1...1_000_000, 300, "calls without a session that one address may make at once"),
        number("limit-calls-per-second", 1...100_000, 30, "calls without a session that it may make each second after that"),
        number("limit-failures", 0...1_000_000, 20, "failed sign-ins that cost one address nothing"),
        time("limit-failure-delay", 1...3600, 1, "what the next one costs; each further one costs twice as much"),
        time("limit-failure-delay-longest", 1...86_400, 300, "the most that one costs"),
        number("limit-header-bytes", 1024...1_048_576, 16_384, "bytes in a request's target and header fields"),
        number("limit-header-fields", 8...10_000, 100, "header fields in a request"),
        time("limit-header-time", 1...3600, 10, "time for a request's header"),
        number("limit-body-bytes", 16_384...16_777_216, 65_536, "bytes in a request's body"),
        time("limit-body-time", 1...3600, 30, "time for a request's body"),
        time("limit-idle-time", 1...86_400, 60, "time for which a connection stays on which nothing is asked"),
        number("limit-connections", 8...65_536, 1024, "connections from the network"),
        number("limit-connections-per-address", 1...65_536, 128, "connections from one address"),
        number("limit-sign-in-keys", 1...10_000, 64, "keys that are tried for a sign-in that doesn't say which one signed"),
        KnownKey("trusted-proxies", .networks, summary: "networks of the proxies whose X-Forwarded-For says who a client is"),
    ]

    private static func number(_ name: String, _ range: ClosedRange<Int>, _ value: Int, _ summary: String) -> KnownKey {
        KnownKey(name, .integer(range), default: .integer(value), summary: summary)
    }

    private static func time(_ name: String, _ range: ClosedRange<Int>, _ seconds: Int, _ summary: String) -> KnownKey {
        let range = Duration.seconds(range.lowerBound)...(.seconds(range.upperBound))
        return KnownKey(name, .duration(range), default: .string(LengthOfTime.words(.seconds(seconds))), summary: summary)
    }
}
