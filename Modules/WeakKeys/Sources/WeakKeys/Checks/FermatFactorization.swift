import BigInt
import CryptoBackend

extension WeakKeyFinding.Code {
    /// The two primes are close together.
    public static let closePrimes = WeakKeyFinding.Code("close-primes")
}

/// Moduli whose primes are too close together (CVE-2022-26320), found as Fermat did: for a from √n upwards, is a² − n a square b²? Then n = (a − b)(a + b).
///
/// Of good primes half the size of n none are found in any number of steps that a computer can do; a single step is enough when the upper half of
/// their digits is the same.
public struct FermatFactorization: WeakKeyCheck {
    /// How many values of a are tried, at least one.
    public let steps: Int

    /// The squares modulo this product of small numbers are few, which rules out most values of a by arithmetic within a word.
    private static let smallModuli: [UInt] = [63, 65, 11, 17, 19, 23]
    private static let smallModulus = smallModuli.reduce(1, *)
    private static let isSquare: [[Bool]] = smallModuli.map { modulus in
        var squares = [Bool](repeating: false, count: Int(modulus))
        for value in 0..<modulus { squares[Int(value * value % modulus)] = true }
        return squares
    }

    public init(steps: Int = 128) { self.steps = max(steps, 1) }

    public func finding(for key: RSAPublicKey) -> WeakKeyFinding? {
        let modulus = BigUInt(bytes: key.modulus)
        var start = modulus.squareRoot()
        if start * start < modulus { start += 1 }
        let words = Words(modulus.words)
        let modulusRemainder = remainder(words, dividingBy: FermatFactorization.smallModulus)
        let startRemainder = remainder(Words(start.words), dividingBy: FermatFactorization.smallModulus)
        let startWord = start.words[0]
        for step in 0..<UInt(steps) {
            let word = startWord &+ step
            guard FermatFactorization.canBeSquare(word &* word &- words[0]) else { continue }
            let value = (startRemainder + step) % FermatFactorization.smallModulus
            let difference = value * value % FermatFactorization.smallModulus + FermatFactorization.smallModulus - modulusRemainder
            guard FermatFactorization.canBeSquare(remainder: difference) else { continue }
            let a = start + BigUInt(step)
            let square = a * a - modulus
            let root = square.squareRoot()
            guard root * root == square else { continue }
            return WeakKeyFinding(
                .closePrimes, .critical,
                (root.isZero
                    ? "The modulus is the square of one prime, so a square root gives the private key to anyone."
                    : "The two primes of the modulus are so close together that Fermat's method finds them in step \(step + 1) (CVE-2022-26320), so "
                        + "anyone can compute the private key.")
                    + " Replace the key, and make the new one with another program: the one that made this is broken.")
        }
        return nil
    }

    /// Whether a number with this lowest word can be a square: its lowest six bits decide.
    private static func canBeSquare(_ lowest: UInt) -> Bool {
        // The squares modulo 64: 0, 1, 4, 9, 16, 17, 25, 33, 36, 41, 49, 57.
        0x0202_0212_0203_0213 >> (lowest & 63) & 1 == 1
    }

    private static func canBeSquare(remainder: UInt) -> Bool {
        for (modulus, squares) in zip(smallModuli, isSquare) where !squares[Int(remainder % modulus)] { return false }
        return true
    }
}
