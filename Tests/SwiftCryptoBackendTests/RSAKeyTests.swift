import CryptoBackend
import SwiftCryptoBackend
import Testing

@Suite struct RSAKeyTests {
    let backend = SwiftCryptoBackend()

    private func declared(_ key: RSAPrivateKey) -> (sign: CryptoOperation, complete: CryptoOperation) {
        let (bits, exponentBits) = (key.publicKey.bitWidth, key.publicKey.publicExponentBitWidth)
        return (.sign(.pkcs1v15SHA256, bits: bits, exponentBits: exponentBits), .completeRSAKey(bits: bits, exponentBits: exponentBits))
    }

    /// 4294967311 is the first prime of 33 bits.
    @Test(arguments: [(1024, UInt64(65537)), (1025, 65537), (2047, 65537), (2048, 3), (2049, 65537), (2048, 4_294_967_311), (4099, 65537)])
    func pythonVerifiesAndIsVerified(_ bits: Int, _ exponent: UInt64) throws {
        let key = try Python.key(bits: bits, exponent: exponent)
        #expect(backend.supports(declared(key).sign))
        let signer = try backend.makePrivateKeyHandle(for: key)
        let message = Array("a message".utf8)
        let schemes = [RSASignatureScheme.pkcs1v15SHA256, .pss(.sha256)]
        let made = try schemes.map { hexadecimal(try signer.signature(for: message, scheme: $0)) }
        let signatures = try Python.lines(
            of: """
                from cryptography.hazmat.primitives import hashes
                from cryptography.hazmat.primitives.asymmetric import padding, rsa
                n, e, d, p, q, dp, dq, u = (int(digits, 16) for digits in '''
                \(hexadecimal(key.publicKey.modulus)) \(hexadecimal(key.publicKey.publicExponent)) \(hexadecimal(key.privateExponent))
                \(hexadecimal(key.prime1)) \(hexadecimal(key.prime2)) \(hexadecimal(key.exponent1)) \(hexadecimal(key.exponent2))
                \(hexadecimal(key.coefficient))'''.split())
                numbers = rsa.RSAPrivateNumbers(p, q, d, dp, dq, u, rsa.RSAPublicNumbers(e, n))
                key = numbers.private_key(unsafe_skip_rsa_key_validation=True)
                pss = padding.PSS(padding.MGF1(hashes.SHA256()), 32)
                for signature, scheme in ('\(made[0])', padding.PKCS1v15()), ('\(made[1])', pss):
                    key.public_key().verify(bytes.fromhex(signature), b'a message', scheme, hashes.SHA256())
                    print(key.sign(b'a message', scheme, hashes.SHA256()).hex())
                """)
        let verifier = try backend.makePublicKeyHandle(for: key.publicKey)
        for (signature, scheme) in zip(signatures.map(bytes), schemes) {
            #expect(try verifier.isValidSignature(signature, for: message, scheme: scheme))
            #expect(try !verifier.isValidSignature(signature, for: message + [0], scheme: scheme))
        }
        #expect(signatures.count == 2 && signatures[0] == made[0])

        if bits >= 2048 {
            #expect(try backend.complete(key.parts()) == key)
            try backend.checkConsistency(of: key)
        } else {
            let error = #expect(throws: CryptoError.self) { try backend.complete(key.parts()) }
            #expect(error?.operation == declared(key).complete)
        }
    }

    /// 8589934609 is a prime of 34 bits.
    @Test func longerExponentsAreUnsupportedAndThatIsDeclared() throws {
        let key = try Python.key(bits: 2048, exponent: 8_589_934_609)
        let (sign, complete) = declared(key)
        let reason = "BoringSSL takes public exponents of up to 33 bits"
        for operation in [sign, complete, .verify(.pkcs1v15SHA256, bits: 2048, exponentBits: 34)] {
            #expect(backend.support(for: operation) == .unsupported(reason: reason))
        }
        for call in [
            { _ = try backend.makePrivateKeyHandle(for: key) }, { _ = try backend.makePublicKeyHandle(for: key.publicKey) },
            { _ = try backend.complete(key.parts()) },
        ] {
            let error = #expect(throws: CryptoError.self, performing: call)
            #expect(error?.code == .unsupported)
            #expect(error?.message.hasSuffix(reason) == true)
        }
    }

    @Test func whatDoesNotFitIsNamed() throws {
        let key = try Python.key(bits: 2048)
        let one = SecretBytes(copying: [1])
        let tooLarge = try Python.lines(of: "print('%x' % (0x\(hexadecimal(key.publicKey.modulus)) + 2))").map(bytes)[0]
        // Errors of earlier calls, which BoringSSL remembers, must not be taken for this one's.
        _ = try backend.makePublicKeyHandle(for: key.publicKey)
            .isValidSignature([UInt8](repeating: 1, count: 256), for: [1], scheme: .pkcs1v15SHA256)
        for (parts, message) in [
            (try key.parts(p: key.prime1.altered), "the modulus is not the product of the two primes"),
            (try key.parts(q: key.prime2.altered), "the modulus is not the product of the two primes"),
            (try key.parts(p: key.prime2), "the two primes are the same"),
            (try key.parts(p: one), "the first prime is 1"), (try key.parts(q: one), "the second prime is 1"),
            (try key.parts(d: SecretBytes(copying: tooLarge)), "the private exponent is not smaller than the modulus"),
            (
                try key.parts(d: key.privateExponent.altered),
                "the private exponent doesn't belong to the public exponent and the primes, or the primes have a common factor"
            ),
        ] {
            let error = #expect(throws: CryptoError.self) { try backend.complete(parts) }
            #expect(error?.code == .invalidKey)
            #expect(error?.message == message)
        }
        #expect(try backend.complete(key.parts()) == key)
    }

    @Test func keysWithWrongNumbersAreNotTaken() throws {
        let key = try Python.key(bits: 2048)
        func replacing(_ dP: SecretBytes? = nil, _ dQ: SecretBytes? = nil, _ qInv: SecretBytes? = nil) throws -> RSAPrivateKey {
            try RSAPrivateKey(
                publicKey: key.publicKey, privateExponent: key.privateExponent, prime1: key.prime1, prime2: key.prime2,
                exponent1: dP ?? key.exponent1, exponent2: dQ ?? key.exponent2, coefficient: qInv ?? key.coefficient)
        }
        for wrong in [
            try replacing(key.exponent1.altered), try replacing(nil, key.exponent2.altered),
            try replacing(nil, nil, key.coefficient.altered),
        ] {
            let error = #expect(throws: CryptoError.self) { try backend.makePrivateKeyHandle(for: wrong) }
            #expect(error?.code == .invalidKey)
            #expect(throws: CryptoError.self) { try backend.checkConsistency(of: wrong) }
        }
        _ = try backend.makePrivateKeyHandle(for: replacing())
    }

    @Test func primalityIsDeclaredMissing() throws {
        let key = try Python.key(bits: 2048)
        let operation = CryptoOperation.validateRSAKey(bits: 2048, exponentBits: 17)
        #expect(backend.support(for: operation) == .unsupported(reason: "swift-crypto has no test of primality"))
        let error = #expect(throws: CryptoError.self) { try backend.validate(key) }
        #expect(error?.code == .unsupported)
        #expect(error?.operation == operation)
    }
}
