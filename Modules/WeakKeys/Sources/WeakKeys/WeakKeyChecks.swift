import CryptoBackend

/// A list of checks for a single public key.
///
/// What keys have in common with one another is found by ``SharedPrimes``.
public struct WeakKeyChecks: Sendable {
    /// The checks, in the order in which they are made.
    public let checks: [any WeakKeyCheck]

    public init(_ checks: [any WeakKeyCheck]) { self.checks = checks }

    /// What is worth its time for every key that is looked at: the time of about 20 verifications.
    public static let cheap = WeakKeyChecks([
        ModulusSize(), PublicExponentSize(), SmallFactors(), FermatFactorization(steps: 128), ROCA(), XZBackdoorPayload(), RepeatedBytes(),
        ShortSleeve(), BiasedBits(),
    ])

    /// All checks, the cheap ones more thoroughly: the time of about 300 verifications.
    public static let all = WeakKeyChecks([
        ModulusSize(), PublicExponentSize(), SmallFactors(), FermatFactorization(steps: 4096), ROCA(), XZBackdoorPayload(),
        RepeatedBytes(), ShortSleeve(), BiasedBits(), PrimeModulus(), PerfectPower(), SmallPrivateExponent(),
    ])

    /// What is wrong with the key, the worst first; nothing for a good key.
    public func findings(for key: RSAPublicKey) -> [WeakKeyFinding] {
        let found = checks.compactMap { $0.finding(for: key) }
        // The order of the checks among equally bad ones.
        return found.enumerated().sorted { ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset) }.map(\.element)
    }
}
