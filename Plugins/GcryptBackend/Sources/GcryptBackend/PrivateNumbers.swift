import CryptoBackend

/// The numbers of a private key from which the others follow, to calculate with.
struct PrivateNumbers {
    let n: SecureInteger
    let e: SecureInteger
    let d: SecureInteger
    let p: SecureInteger
    let q: SecureInteger

    init(
        publicKey: RSAPublicKey, privateExponent: SecretBytes, prime1: SecretBytes, prime2: SecretBytes
    ) throws(CryptoError) {
        n = try SecureInteger(publicKey.modulus)
        e = try SecureInteger(publicKey.publicExponent)
        d = try SecureInteger(privateExponent)
        p = try SecureInteger(prime1)
        q = try SecureInteger(prime2)
    }

    /// Checks that n = p·q with p ≠ q and neither of them 1.
    func checkPrimes() throws(CryptoError) {
        guard p > 1, q > 1, p * q == n else {
            throw CryptoError(.invalidKey, "the modulus is not the product of the two primes")
        }
        guard !(p == q) else { throw CryptoError(.invalidKey, "the two primes are the same") }
    }

    /// Checks that d·e ≡ 1 modulo p − 1 and modulo q − 1, with d < n. The primes must have been checked.
    func checkPrivateExponent() throws(CryptoError) {
        guard d < n else { throw CryptoError(.invalidKey, "the private exponent is not smaller than the modulus") }
        let product = d * e
        guard product % (p - 1) == 1, product % (q - 1) == 1 else {
            throw CryptoError(.invalidKey, "the private exponent does not belong to the public exponent and the primes")
        }
    }

    /// The inverse of one prime modulo the other.
    func inverse(of number: SecureInteger, modulo prime: SecureInteger) throws(CryptoError) -> SecureInteger {
        guard let inverse = number.inverse(modulo: prime) else {
            throw CryptoError(.invalidKey, "the two primes have a factor in common")
        }
        return inverse
    }
}
