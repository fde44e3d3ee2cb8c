#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The two times that an engine goes by.
public struct EngineClock: Sendable {
    /// The time since the engine's start, which nobody can set back: the age of a challenge is measured on it.
    public let monotonic: @Sendable () -> Duration
    /// The time of day in milliseconds since 1970, which a token's expiry is told in.
    public let millisecondsSince1970: @Sendable () -> Int64

    public init(monotonic: @escaping @Sendable () -> Duration, millisecondsSince1970: @escaping @Sendable () -> Int64) {
        self.monotonic = monotonic
        self.millisecondsSince1970 = millisecondsSince1970
    }

    /// The machine's clocks, the monotonic one counting from this call.
    public static func system() -> EngineClock {
        let start = ContinuousClock.now
        return EngineClock(
            monotonic: { start.duration(to: .now) },
            millisecondsSince1970: {
                var time = timespec()
                clock_gettime(CLOCK_REALTIME, &time)
                return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
            })
    }

    /// The time of day in seconds since 1970.
    var secondsSince1970: Int64 { millisecondsSince1970() / 1000 }
}
