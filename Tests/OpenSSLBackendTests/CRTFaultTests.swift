import CryptoBackend
import OpenSSLBackend
import Testing

/// A wrong number of the Chinese remainder theorem must never show in a signature: one such signature gives the primes away.
@Suite struct CRTFaultTests {
    @Test(arguments: [TestKey.Number.p, .q, .dP, .dQ, .qInv])
    func wrongNumberNeverShowsInASignature(_ number: TestKey.Number) throws {
        let backend = try OpenSSLBackend()
        let key = try TestKey(file: "rsa2048.pem")
        let handle = try backend.makePrivateKeyHandle(for: key.altering(number).privateKey())
        let verifier = try backend.makePublicKeyHandle(for: key.publicKey())
        for scheme in [RSASignatureScheme.pkcs1v15SHA256, .pss(.sha512)] {
            guard let signature = try? handle.signature(for: [1, 2, 3], scheme: scheme) else { continue }
            #expect(try verifier.isValidSignature(signature, for: [1, 2, 3], scheme: scheme))
        }
    }

    @Test(arguments: [
        (TestKey.Number.n, "the modulus is not the product of the two primes"),
        (.e, "the private exponent doesn't belong to the public exponent and the first prime"),
        (.d, "the private exponent doesn't belong to the public exponent and the first prime"),
        (.p, "the modulus is not the product of the two primes"),
        (.q, "the modulus is not the product of the two primes"),
        (.dP, "the first CRT exponent is not the private exponent modulo the first prime less one"),
        (.dQ, "the second CRT exponent is not the private exponent modulo the second prime less one"),
        (.qInv, "the CRT coefficient is not the inverse of the second prime modulo the first"),
    ])
    func checkNamesTheNumberThatDoesNotFit(_ number: TestKey.Number, _ message: String) throws {
        let backend = try OpenSSLBackend()
        let key = try TestKey(file: "rsa2048.pem")
        try backend.checkConsistency(of: key.privateKey())
        let altered = try key.altering(number).privateKey()
        let error = #expect(throws: CryptoError.self) { try backend.checkConsistency(of: altered) }
        #expect(error?.code == .invalidKey)
        #expect(error?.message == message)
    }

    @Test func compositePrimeIsFoundByTheFullCheckOnly() throws {
        let backend = try OpenSSLBackend()
        // 2^521 − 1 is prime. The other is the product of two primes, and e fits modulo each number less one.
        let key = try TestKey(script: "p, q, e = (2**127 - 1) * (2**607 - 1), 2**521 - 1, 65537").privateKey()
        try backend.checkConsistency(of: key)
        let error = #expect(throws: CryptoError.self) { try backend.validate(key) }
        #expect(error?.message == "the first prime is not prime")
        try backend.validate(TestKey(file: "rsa2048.pem").privateKey())
    }
}
