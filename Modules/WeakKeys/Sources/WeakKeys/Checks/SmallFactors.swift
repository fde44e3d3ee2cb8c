import CryptoBackend

extension WeakKeyFinding.Code {
    /// A small prime divides the modulus.
    public static let smallFactor = WeakKeyFinding.Code("small-factor")
}

/// Moduli with a prime factor up to 65537: the greatest common divisor with the product of these 6542 primes (2 aside).
public struct SmallFactors: WeakKeyCheck {
    /// The largest prime that is looked for.
    public static let bound = 65537

    private static let oddPrimes = primes(through: bound).dropFirst()

    /// The product of the odd primes.
    private static let primorial: Words = {
        var numbers = oddPrimes.map { [UInt($0)] }
        while numbers.count > 1 {
            numbers = stride(from: 0, to: numbers.count, by: 2).map { index in
                index + 1 < numbers.count ? product(numbers[index], numbers[index + 1]) : numbers[index]
            }
        }
        return numbers[0]
    }()

    public init() {}

    public func finding(for key: RSAPublicKey) -> WeakKeyFinding? {
        let modulus = makeWords(key.modulus)
        // A power of two, which n is prime to, is all that the reduced product differs from the product modulo n by.
        let divisor = greatestCommonDivisor(odd: modulus, MontgomeryModulus(modulus).reduced(SmallFactors.primorial))
        guard divisor != [1] else { return nil }
        let factors = SmallFactors.oddPrimes.filter { remainder(divisor, dividingBy: UInt($0)) == 0 }
        let named = factors.prefix(3).map(String.init).joined(separator: ", ") + (factors.count > 3 ? " and others" : "")
        return WeakKeyFinding(
            .smallFactor, .critical,
            "The modulus is divisible by \(named), where an RSA modulus has two large primes only. Either the key was damaged, or what made it is "
                + "broken, and anyone may be able to compute the private key. Get the key anew from where it was made; if it is the same there, "
                + "replace it.")
    }
}
