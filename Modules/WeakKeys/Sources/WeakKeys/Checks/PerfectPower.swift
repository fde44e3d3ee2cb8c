import BigInt
import CryptoBackend

extension WeakKeyFinding.Code {
    /// The modulus is a power of a smaller number.
    public static let perfectPower = WeakKeyFinding.Code("perfect-power")
}

/// Moduli that are a power of a smaller number, whose root gives the prime to anyone.
public struct PerfectPower: WeakKeyCheck {
    public init() {}

    public func finding(for key: RSAPublicKey) -> WeakKeyFinding? {
        let modulus = BigUInt(bytes: key.modulus)
        let words = Words(modulus.words)
        // A root of fewer bits than these would have been found among the small factors.
        for degree in primes(through: key.bitWidth / 16) where canBePower(words, degree: UInt(degree)) {
            let root = integerRoot(modulus, degree)
            guard root.power(degree) == modulus else { continue }
            return WeakKeyFinding(
                .perfectPower, .critical,
                "The modulus is the \(PerfectPower.name(of: degree)) of a smaller number, so anyone can compute the private key. Replace the key, and make "
                    + "the new one with another program: the one that made this is broken.")
        }
        return nil
    }

    private static func name(of degree: Int) -> String {
        switch degree {
        case 2: "square"
        case 3: "cube"
        default: "\(degree)th power"
        }
    }

    /// Whether n is a power of that degree modulo three primes r = 1 + k·degree, as one in degree³ numbers is by chance: n^k is then 1, or n is 0.
    private func canBePower(_ words: Words, degree: UInt) -> Bool {
        var (candidate, tried) = (2 * degree + 1, 0)
        while tried < 3 {
            if isPrime(candidate) {
                let value = remainder(words, dividingBy: candidate)
                guard value == 0 || power(value, (candidate - 1) / degree, modulo: candidate) == 1 else { return false }
                tried += 1
            }
            candidate += 2 * degree
        }
        return true
    }

    private func isPrime(_ number: UInt) -> Bool {
        var divisor: UInt = 3
        while divisor * divisor <= number {
            if number % divisor == 0 { return false }
            divisor += 2
        }
        return number % 2 == 1
    }

    /// The integer part of the root, by Newton's iteration from above.
    private func integerRoot(_ number: BigUInt, _ degree: Int) -> BigUInt {
        var root = (1 as BigUInt) << ((number.bitWidth + degree - 1) / degree)
        while true {
            let next = (root * BigUInt(degree - 1) + number / root.power(degree - 1)) / BigUInt(degree)
            if next >= root { return root }
            root = next
        }
    }
}
