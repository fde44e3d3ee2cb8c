import BigInt
import CryptoBackend

extension WeakKeyFinding.Code {
    /// The modulus is itself a prime.
    public static let primeModulus = WeakKeyFinding.Code("prime-modulus")
}

/// Moduli that are a single prime: the private exponent is then an inverse modulo n − 1, which anyone computes.
public struct PrimeModulus: WeakKeyCheck {
    public init() {}

    public func finding(for key: RSAPublicKey) -> WeakKeyFinding? {
        let modulus = makeWords(key.modulus)
        // The first test rules out nearly every composite number, and the second, which is slow, those that were made to pass the first.
        guard MontgomeryModulus(modulus).isProbablePrime, BigUInt(words: modulus).isPrime(rounds: 4) else { return nil }
        return WeakKeyFinding(
            .primeModulus, .critical,
            "The modulus is a prime and not the product of two, so anyone can compute the private key. Replace the key, and make the new one with "
                + "another program: the one that made this is broken.")
    }
}
