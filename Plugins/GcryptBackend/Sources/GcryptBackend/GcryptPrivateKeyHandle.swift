import CLibgcrypt
import CryptoBackend

/// A private key as an S-expression in secure memory.
///
/// Signing is blinded, and libgcrypt verifies the result itself before it gives it away: a wrong CRT number is an error, never a
/// signature that would betray a prime.
struct GcryptPrivateKeyHandle: RSAPrivateKeyHandle {
    let publicKey: RSAPublicKey
    private let backend: GcryptBackend
    private let expression: SExpression

    init(_ key: RSAPrivateKey, backend: GcryptBackend) throws(CryptoError) {
        let numbers = try PrivateNumbers(
            publicKey: key.publicKey, privateExponent: key.privateExponent, prime1: key.prime1, prime2: key.prime2)
        // The library divides by p − 1 and q − 1, so these must not be zero.
        try numbers.checkPrimes()
        publicKey = key.publicKey
        self.backend = backend

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
        try backend.require(.sign(scheme, bits: publicKey.bitWidth))
        let data = try SExpression(scheme.data(digest: try backend.digest(scheme.digest, of: message)))
        var made: OpaquePointer?
        try check("signing", gcry_pk_sign(&made, data.pointer, expression.pointer))
        guard let made else { throw CryptoError(.libraryFailure, "libgcrypt made no signature") }
        let signature = try SExpression(owning: made).withValue(of: "s") { Array($0) }
        guard signature.count <= publicKey.modulusLength else {
            throw CryptoError(.libraryFailure, "libgcrypt made a signature that is longer than the modulus")
        }
        return [UInt8](repeating: 0, count: publicKey.modulusLength - signature.count) + signature
    }
}
