/// The challenges that have been answered and may not be answered again.
public protocol SpentChallenges: Sendable {
    /// Spends a challenge: of any number of calls with one id, before `expiry`, exactly one is told that it was the first.
    ///
    /// - Parameters:
    ///   - id: The random part of the challenge.
    ///   - expiry: When the challenge can't be answered any more, on the clock that issued it; the entry is kept until then.
    ///   - now: The time on the same clock.
    func spend(_ id: [UInt8], until expiry: Duration, now: Duration) async -> SpendOutcome
}
