import CryptoBackend

/// The relations between the numbers of an RSA private key (RFC 8017 §3.2).
///
/// `EVP_PKEY_check` tests them too, but with primality in one go, without saying which number is wrong, and only for keys whose
/// CRT numbers are all there.
struct RSAKeyArithmetic {
    private let arithmetic: BigNumberArithmetic

    init() throws(CryptoError) {
        arithmetic = try BigNumberArithmetic()
    }

    /// Derives dP, dQ and qInv after checking that n, e, d, p and q belong together.
    func complete(_ parts: RSAPrivateKeyParts) throws(CryptoError) -> RSAPrivateKey {
        let numbers = try check(parts.publicKey, parts.privateExponent, parts.prime1, parts.prime2)
        let reduced = try arithmetic.remainder(numbers.q, modulo: numbers.p)
        guard let qInv = try arithmetic.inverse(of: reduced, modulo: numbers.p) else {
            throw CryptoError(.invalidKey, "the first prime and the second have a common factor")
        }
        return try RSAPrivateKey(
            publicKey: parts.publicKey, privateExponent: parts.privateExponent, prime1: parts.prime1, prime2: parts.prime2,
            exponent1: numbers.dP.bytes(), exponent2: numbers.dQ.bytes(), coefficient: qInv.bytes())
    }

    /// Checks that all numbers of a key belong together.
    ///
    /// An inverse is checked by multiplying, which takes a small part of the time that deriving it takes.
    func checkConsistency(of key: RSAPrivateKey) throws(CryptoError) {
        let numbers = try check(key.publicKey, key.privateExponent, key.prime1, key.prime2)
        guard try BigNumber(key.exponent1) == numbers.dP else { throw CryptoError.wrongExponent1 }
        guard try BigNumber(key.exponent2) == numbers.dQ else { throw CryptoError.wrongExponent2 }
        let qInv = try BigNumber(key.coefficient)
        guard qInv < numbers.p, try arithmetic.product(qInv, numbers.q, modulo: numbers.p).isOne else { throw CryptoError.wrongCoefficient }
    }

    /// Checks that n, e, d, p and q belong together.
    private func check(
        _ key: RSAPublicKey, _ privateExponent: SecretBytes, _ prime1: SecretBytes, _ prime2: SecretBytes
    ) throws(CryptoError) -> (p: BigNumber, q: BigNumber, dP: BigNumber, dQ: BigNumber) {
        let n = try BigNumber(publicBytes: key.modulus)
        let e = try BigNumber(publicBytes: key.publicExponent)
        let d = try BigNumber(privateExponent)
        let p = try BigNumber(prime1)
        let q = try BigNumber(prime2)

        guard !p.isOne else { throw CryptoError(.invalidKey, "the first prime is 1") }
        guard !q.isOne else { throw CryptoError(.invalidKey, "the second prime is 1") }
        guard try arithmetic.product(p, q) == n else { throw CryptoError(.invalidKey, "the modulus is not the product of the two primes") }
        guard p != q else { throw CryptoError(.invalidKey, "the two primes are the same") }
        guard d < n else { throw CryptoError(.invalidKey, "the private exponent is not smaller than the modulus") }
        return (p, q, try exponent(d, e, for: p, called: "first"), try exponent(d, e, for: q, called: "second"))
    }

    /// d reduced modulo the prime less one, where it must be the inverse of e.
    private func exponent(
        _ d: BigNumber, _ e: BigNumber, for prime: BigNumber, called name: String
    ) throws(CryptoError) -> BigNumber {
        let order = try arithmetic.predecessor(of: prime)
        let exponent = try arithmetic.remainder(d, modulo: order)
        guard try arithmetic.product(exponent, e, modulo: order).isOne else {
            throw CryptoError(.invalidKey, "the private exponent doesn't belong to the public exponent and the \(name) prime")
        }
        return exponent
    }

    func checkPrimality(of key: RSAPrivateKey) throws(CryptoError) {
        for (number, name) in [(key.prime1, "first"), (key.prime2, "second")] {
            guard try arithmetic.isPrime(BigNumber(number)) else { throw CryptoError(.invalidKey, "the \(name) prime is not prime") }
        }
    }
}
