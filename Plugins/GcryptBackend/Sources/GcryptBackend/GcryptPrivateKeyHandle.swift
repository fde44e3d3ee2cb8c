import CLibgcrypt
import CryptoBackend

/// A private key as an S-expression in secure memory.
///
/// Signing is blinded, and libgcrypt verifies the result itself before it gives it away: a wrong CRT number is an error, never a
/// signature that would betray a prime.
struct GcryptPrivateKeyHandle: RSAPrivateKeyHandle {
    let publicKey: RSAPublicKey
    private let expression: SExpression
    private let schemes: PreparedSchemes

    init(_ key: RSAPrivateKey, backend: GcryptBackend) throws(CryptoError) {
        let numbers = try PrivateNumbers(
            publicKey: key.publicKey, privateExponent: key.privateExponent, prime1: key.prime1, prime2: key.prime2)
        // The library divides by p − 1 and q − 1, so these must not be zero.
        try numbers.checkPrimes()
        publicKey = key.publicKey
        let (bits, exponentBits) = (key.publicKey.bitWidth, key.publicKey.publicExponentBitWidth)
        schemes = PreparedSchemes { scheme throws(CryptoError) in
            try backend.require(.sign(scheme, bits: bits, exponentBits: exponentBits))
        }

        // libgcrypt's p is the smaller prime and its u the inverse of p modulo q, which is qInv with the primes exchanged.
        let smaller: SecretBytes
        let larger: SecretBytes
        let coefficient: SecretBytes
        if numbers.q < numbers.p {
            (smaller, larger, coefficient) = (key.prime2, key.prime1, key.coefficient)
        } else {
            (smaller, larger) = (key.prime1, key.prime2)
            coefficient = try numbers.inverse(of: numbers.p, modulo: numbers.q).secretBytes()
        }
        expression = try SExpression([
            "private-key",
            [
                "rsa", ["n", .bytes(key.publicKey.modulus)], ["e", .bytes(key.publicKey.publicExponent)],
                ["d", .secret(key.privateExponent)], ["p", .secret(smaller)], ["q", .secret(larger)], ["u", .secret(coefficient)],
            ],
        ])
    }

    func signature(for message: [UInt8], scheme: RSASignatureScheme) throws(CryptoError) -> [UInt8] {
        let data = try schemes.prepare(scheme).data(for: message)
        var made: OpaquePointer?
        try check("signing", gcry_pk_sign(&made, data.pointer, expression.pointer))
        guard let made else { throw CryptoError(.libraryFailure, "libgcrypt made no signature") }
        // The library leaves out zeros in front.
        let (signature, zeros) = try SExpression(owning: made).withValue(of: "s") { number in
            let zeros = publicKey.modulusLength - number.count
            return ([UInt8](repeating: 0, count: max(0, zeros)) + number, zeros)
        }
        guard zeros >= 0 else { throw CryptoError(.libraryFailure, "libgcrypt made a signature that is longer than the modulus") }
        return signature
    }
}
