import CLibgcrypt
import CryptoBackend

extension GcryptBackend {
    public func complete(_ parts: RSAPrivateKeyParts) throws(CryptoError) -> RSAPrivateKey {
        let numbers = try PrivateNumbers(
            publicKey: parts.publicKey, privateExponent: parts.privateExponent, prime1: parts.prime1, prime2: parts.prime2)
        try numbers.checkPrimes()
        try numbers.checkPrivateExponent()
        return try RSAPrivateKey(
            publicKey: parts.publicKey, privateExponent: parts.privateExponent, prime1: parts.prime1, prime2: parts.prime2,
            exponent1: (numbers.d % (numbers.p - 1)).secretBytes(),
            exponent2: (numbers.d % (numbers.q - 1)).secretBytes(),
            coefficient: numbers.inverse(of: numbers.q, modulo: numbers.p).secretBytes())
    }

    public func checkConsistency(of key: RSAPrivateKey) throws(CryptoError) {
        // Each of the derived numbers is the only one within its bounds, so comparing them is checking them.
        let derived = try complete(
            RSAPrivateKeyParts(
                publicKey: key.publicKey, privateExponent: key.privateExponent, prime1: key.prime1, prime2: key.prime2))
        guard key.exponent1 == derived.exponent1 else {
            throw CryptoError(.invalidKey, "the first CRT exponent is not the private exponent modulo p − 1")
        }
        guard key.exponent2 == derived.exponent2 else {
            throw CryptoError(.invalidKey, "the second CRT exponent is not the private exponent modulo q − 1")
        }
        guard key.coefficient == derived.coefficient else {
            throw CryptoError(.invalidKey, "the CRT coefficient is not the inverse of q modulo p")
        }
    }

    public func validate(_ key: RSAPrivateKey) throws(CryptoError) {
        try checkConsistency(of: key)
        guard try SecureInteger(key.prime1).isPrime() else { throw CryptoError(.invalidKey, "the first prime is not a prime number") }
        guard try SecureInteger(key.prime2).isPrime() else { throw CryptoError(.invalidKey, "the second prime is not a prime number") }
    }

    public func makePublicKeyHandle(for key: RSAPublicKey) throws(CryptoError) -> any RSAPublicKeyHandle {
        try GcryptPublicKeyHandle(key, backend: self)
    }

    public func makePrivateKeyHandle(for key: RSAPrivateKey) throws(CryptoError) -> any RSAPrivateKeyHandle {
        try GcryptPrivateKeyHandle(key, backend: self)
    }
}
