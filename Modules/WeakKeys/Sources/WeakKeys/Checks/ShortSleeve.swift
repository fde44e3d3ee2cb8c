import CryptoBackend

extension WeakKeyFinding.Code {
    /// The primes were put together from words that weren't filled with random bits.
    public static let shortSleeve = WeakKeyFinding.Code("short-sleeve")
}

/// Moduli of primes whose words have zeros at the same places: "short-sleeve" keys, since the random bits don't cover the words' whole length.
///
/// Such a modulus is a polynomial with small coefficients at a power of two, and factoring a polynomial is easy (Ryan, "Factoring short-sleeve RSA keys
/// with polynomials", 2026; found on SSH servers by CompleteFTP 10.0.0 to 12.0.0 among others). It shows by zeros at equal distances in the modulus,
/// or by far fewer ones than zeros in its lower half as well as in the whole.
public struct ShortSleeve: WeakKeyCheck {
    /// The sizes of word, in bits, at whose distance zeros are looked for.
    private static let wordSizes = [16, 32, 64, 128]

    public init() {}

    public func finding(for key: RSAPublicKey) -> WeakKeyFinding? {
        let bits = BitCount(key)
        if let size = ShortSleeve.wordSizes.first(where: { hasGaps(bits.words, bits.width, wordSize: $0) }) {
            return finding("has zeros at the same places of every \(size) bits")
        }
        guard bits.share < 40, bits.lowerShare < 40 else { return nil }
        return finding("has \(bits.share) ones in a hundred bits where there should be about 50")
    }

    private func finding(_ what: String) -> WeakKeyFinding {
        WeakKeyFinding(
            .shortSleeve, .critical,
            "The modulus \(what): the program that made the key didn't fill its primes with random bits (CompleteFTP 10.0.0 to 12.0.0 is one), and such "
                + "moduli can be factored as polynomials. Replace the key, and make the new one with another program.")
    }

    /// Whether the same bits of every word are zero, so many of them that random numbers don't have this by chance (2^-128).
    ///
    /// The lowest word is left out, since it is changed in the search for a prime, and the highest, which may be short.
    private func hasGaps(_ words: Words, _ width: Int, wordSize: Int) -> Bool {
        let pieces = 1..<width / wordSize
        var union = 0 as UInt128
        for piece in pieces {
            let start = piece * wordSize
            if wordSize == 128 {
                union |= UInt128(words[start / 64]) | UInt128(words[start / 64 + 1]) << 64
            } else {
                union |= UInt128(words[start / 64] >> UInt(start % 64) & UInt.max >> UInt(64 - wordSize))
            }
        }
        return (wordSize - union.nonzeroBitCount) * pieces.count >= 128
    }
}
