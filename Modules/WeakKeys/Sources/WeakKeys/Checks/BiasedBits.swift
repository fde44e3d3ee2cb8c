import CryptoBackend

extension WeakKeyFinding.Code {
    /// The modulus has too many or too few ones.
    public static let biasedBits = WeakKeyFinding.Code("biased-bits")
}

/// Moduli with far more ones than zeros or far fewer. Of random moduli none in 10^12 is.
public struct BiasedBits: WeakKeyCheck {
    public init() {}

    public func finding(for key: RSAPublicKey) -> WeakKeyFinding? {
        let bits = BitCount(key)
        // The fewer bits, the further their share is off by chance: seven standard deviations at least.
        let tolerance = bits.width > 2000 ? 10 : bits.width > 1000 ? 12 : 17
        guard abs(bits.share - 50) > tolerance, ShortSleeve().finding(for: key) == nil else { return nil }
        let what = "The modulus has \(bits.share) ones in a hundred bits where there should be about 50"
        guard abs(bits.lowerShare - 50) > tolerance else {
            return WeakKeyFinding(
                .biasedBits, .warning,
                what + ", because of its upper half: somebody seems to have chosen how it begins. That needn't make it weak, but the "
                    + "program that made it isn't a usual one. Replace the key if you don't know about this.")
        }
        return WeakKeyFinding(
            .biasedBits, .warning,
            what + ", so its primes can't be random, and it may be possible to factor it. Replace the key, and make the new one with "
                + "another program.")
    }
}
