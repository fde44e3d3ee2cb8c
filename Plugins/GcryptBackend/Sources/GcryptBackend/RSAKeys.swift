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
