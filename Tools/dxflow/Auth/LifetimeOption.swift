import ArgumentParser
import EngineAPI

/// How long a session shall last that a command begins.
struct LifetimeOption: ParsableArguments {
    @Option(help: "How long the session shall last: 1m to 24h. (default: 1h)")
    var lifetime: String?

    func validate() throws { _ = try duration() }

    /// The length that was asked for, or nil where the engine may choose.
    func duration() throws -> GoDuration? {
        guard let lifetime else { return nil }
        let range = GoDuration(seconds: 60)...GoDuration(seconds: 24 * 3600)
        guard let duration = GoDuration(parsing: lifetime), range.contains(duration) else {
            throw ValidationError("--lifetime takes a length of time from 1m to 24h, such as 90m or 1h30m, not “\(lifetime)”.")
        }
        return duration
    }
}
