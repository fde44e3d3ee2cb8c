import EngineServer
import ProfileConfig

extension EngineLimits {
    /// What a profile says of them.
    ///
    /// - Throws: `ProfileError` where a value isn't what its key takes.
    init(_ profile: Profile) throws {
        self.init()
        func number(_ key: String, _ fallback: Int) throws -> Int { try profile.integer(for: key) ?? fallback }
        func time(_ key: String, _ fallback: Duration) throws -> Duration { try profile.duration(for: key) ?? fallback }
        publicCalls = RateLimit(
            burst: try number("limit-calls-burst", publicCalls.burst),
            perSecond: Double(try number("limit-calls-per-second", Int(publicCalls.perSecond))))
        failures = FailureLimit(
            free: try number("limit-failures", failures.free), firstDelay: try time("limit-failure-delay", failures.firstDelay),
            longestDelay: try time("limit-failure-delay-longest", failures.longestDelay))
        headerBytes = try number("limit-header-bytes", headerBytes)
        headerFields = try number("limit-header-fields", headerFields)
        headerTime = try time("limit-header-time", headerTime)
        bodyBytes = try number("limit-body-bytes", bodyBytes)
        bodyTime = try time("limit-body-time", bodyTime)
        idleTime = try time("limit-idle-time", idleTime)
        connectionsPerAddress = try number("limit-connections-per-address", connectionsPerAddress)
        signInCandidates = try number("limit-sign-in-keys", signInCandidates)
        trustedProxies = try (profile.list(for: "trusted-proxies") ?? []).compactMap { IPNetwork($0) }
        // A connection that can't be taken for want of a descriptor keeps asking: none is let in that there is no descriptor for.
        connections = min(try number("limit-connections", connections), max(DescriptorLimit.current - 256, 16))
    }
}
