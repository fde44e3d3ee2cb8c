import BigInt
import CryptoBackend

extension WeakKeyFinding.Code {
    /// The private exponent is so small that the public numbers give it away.
    public static let smallPrivateExponent = WeakKeyFinding.Code("small-private-exponent")
}

/// Private exponents below about the fourth root of the modulus (Wiener, "Cryptanalysis of short RSA secret exponents", 1990).
///
/// With e·d·g = k·(p − 1)(q − 1) + g, k/(d·g) is a convergent of the continued fraction of e/n. Each is tried: it would give (p − 1)(q − 1), with n the
/// sum s of p and q, and (s/2)² − n would be a square.
public struct SmallPrivateExponent: WeakKeyCheck {
    public init() {}

    public func finding(for key: RSAPublicKey) -> WeakKeyFinding? {
        let (bits, exponentBits) = (key.bitWidth, key.publicExponentBitWidth)
        // e·d exceeds (p − 1)(q − 1), so a small d needs an e of more than half the modulus's size; keys with the usual exponents are done here.
        guard exponentBits > 32, exponentBits >= bits / 2 - 8 else { return nil }
        let (modulus, exponent) = (BigUInt(bytes: key.modulus), BigUInt(bytes: key.publicExponent))
        // Beyond this size of d·g the error of k/(d·g) is too large for a convergent.
        let limit = (3 * bits / 2 - exponentBits) / 2 + 8
        var (dividend, divisor) = (exponent, modulus)
        var previous = (k: 0 as BigUInt, d: 1 as BigUInt)
        var convergent = (k: 1 as BigUInt, d: 0 as BigUInt)
        while !divisor.isZero, convergent.d.bitWidth <= limit {
            let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
            (dividend, divisor) = (divisor, remainder)
            (previous, convergent) = (convergent, (quotient * convergent.k + previous.k, quotient * convergent.d + previous.d))
            // The fraction may lie between two convergents: Wiener's guess is a last quotient that is larger by one.
            let between = (k: convergent.k + previous.k, d: convergent.d + previous.d)
            if gives(convergent, modulus, exponent) || gives(between, modulus, exponent) {
                return WeakKeyFinding(
                    .smallPrivateExponent, .critical,
                    "The private exponent is so small that it can be computed from the public numbers (Wiener's attack). Replace the key with one "
                        + "whose public exponent is 65537.")
            }
        }
        return nil
    }

    /// Whether k/(d·g) leads to the two primes.
    private func gives(_ guess: (k: BigUInt, d: BigUInt), _ modulus: BigUInt, _ exponent: BigUInt) -> Bool {
        guard !guess.k.isZero, !guess.d.isZero else { return false }
        let totient = exponent * guess.d / guess.k
        guard totient <= modulus else { return false }
        let sum = modulus - totient + 1
        // Primes that differ by more than a fourth of the modulus's digits would make the modulus unusual in other ways.
        guard sum.bitWidth <= modulus.bitWidth / 4 * 3, sum.words[0] & 1 == 0 else { return false }
        let half = sum >> 1
        let square = half * half
        guard square >= modulus else { return false }
        let difference = square - modulus
        let root = difference.squareRoot()
        return root * root == difference
    }
}
