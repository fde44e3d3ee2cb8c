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
        let n = try BigNumber(publicBytes: parts.publicKey.modulus)
        let e = try BigNumber(publicBytes: parts.publicKey.publicExponent)
        let d = try BigNumber(parts.privateExponent)
        let p = try BigNumber(parts.prime1)
        let q = try BigNumber(parts.prime2)

        guard !p.isOne else { throw CryptoError(.invalidKey, "the first prime is 1") }
        guard !q.isOne else { throw CryptoError(.invalidKey, "the second prime is 1") }
        guard try arithmetic.product(p, q) == n else { throw CryptoError(.invalidKey, "the modulus is not the product of the two primes") }
        guard p != q else { throw CryptoError(.invalidKey, "the two primes are the same") }
        guard d < n else { throw CryptoError(.invalidKey, "the private exponent is not smaller than the modulus") }

        let dP = try exponent(d, e, for: p, called: "first")
        let dQ = try exponent(d, e, for: q, called: "second")
        let reduced = try arithmetic.remainder(q, modulo: p)
        guard let qInv = try arithmetic.inverse(of: reduced, modulo: p) else {
            throw CryptoError(.invalidKey, "the first prime and the second have a common factor")
        }
        return try RSAPrivateKey(
            publicKey: parts.publicKey, privateExponent: parts.privateExponent, prime1: parts.prime1, prime2: parts.prime2,
            exponent1: dP.bytes(), exponent2: dQ.bytes(), coefficient: qInv.bytes())
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
