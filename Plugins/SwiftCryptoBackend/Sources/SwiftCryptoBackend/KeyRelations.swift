import CryptoBackend

/// Finds out which number of a private key is wrong, where the library says only that one is.
///
/// swift-crypto hands on the oldest error that its BoringSSL remembers of a thread, which may be one of an earlier call.
struct KeyRelations {
    private let parts: RSAPrivateKeyParts

    init(_ parts: RSAPrivateKeyParts) {
        self.parts = parts
    }

    /// Refuses primes that the library must not calculate with.
    func checkPrimes() throws(CryptoError) {
        let one = SecretBytes(copying: [1])
        guard parts.prime1 != one else { throw CryptoError(.invalidKey, "the first prime is 1") }
        guard parts.prime2 != one else { throw CryptoError(.invalidKey, "the second prime is 1") }
        guard parts.prime1 != parts.prime2 else { throw CryptoError(.invalidKey, "the two primes are the same") }
    }

    /// What is wrong with numbers that the library doesn't take.
    var failure: CryptoError {
        if !isModulusTheProduct {
            CryptoError(.invalidKey, "the modulus is not the product of the two primes")
        } else if !isPrivateExponentBelowModulus {
            CryptoError(.invalidKey, "the private exponent is not smaller than the modulus")
        } else {
            CryptoError(
                .invalidKey,
                "the private exponent doesn't belong to the public exponent and the primes, or the primes have a common factor")
        }
    }

    private var isPrivateExponentBelowModulus: Bool {
        let modulus = parts.publicKey.modulus
        return parts.privateExponent.withUnsafeBytes { d in
            d.count < modulus.count || (d.count == modulus.count && d.lexicographicallyPrecedes(modulus))
        }
    }

    /// By long multiplication: what it is asked about is no key, so the time that it takes tells nothing about one.
    private var isModulusTheProduct: Bool {
        let (p, q) = (parts.prime1, parts.prime2)
        let product = SecretBytes(count: p.count + q.count) { output in
            p.withUnsafeBytes { p in
                q.withUnsafeBytes { q in
                    for i in p.indices.reversed() {
                        var carry = 0
                        for j in q.indices.reversed() {
                            let sum = Int(output[i + j + 1]) + Int(p[i]) * Int(q[j]) + carry
                            output[i + j + 1] = UInt8(truncatingIfNeeded: sum)
                            carry = sum >> 8
                        }
                        output[i] = UInt8(truncatingIfNeeded: carry)
                    }
                }
            }
        }
        return product.withoutLeadingZeros() == SecretBytes(copying: parts.publicKey.modulus)
    }
}
