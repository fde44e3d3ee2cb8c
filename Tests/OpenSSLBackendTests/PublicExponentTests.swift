import CryptoBackend
import OpenSSLBackend
import Testing

/// libcrypto takes public exponents of more than 64 bits up to moduli of 3072 bits.
@Suite struct PublicExponentTests {
    /// p and q of a committed key, with another public exponent.
    private func key(bits: Int, exponent: String) throws -> TestKey {
        let key = try TestKey(file: "rsa\(bits).pem")
        let (p, q) = (key.numbers[TestKey.Number.p.rawValue], key.numbers[TestKey.Number.q.rawValue])
        return try TestKey(
            script: """
                from math import gcd
                p, q, e = int('\(hexadecimal(p))', 16), int('\(hexadecimal(q))', 16), \(exponent)
                while gcd(e, (p - 1) * (q - 1)) != 1: e += 2
                """)
    }

    @Test(arguments: [(2048, "2**64 + 1"), (3072, "2**64 + 1"), (3072, "2**3000 + 1"), (4096, "2**63 + 1")])
    func worksWithinTheLimit(_ bits: Int, _ exponent: String) throws {
        let backend = try OpenSSLBackend()
        let key = try key(bits: bits, exponent: exponent)
        let publicKey = try key.publicKey()
        #expect(backend.supports(.verify(.pkcs1v15SHA256, bits: bits, exponentBits: publicKey.publicExponentBitWidth)))
        let signature = try backend.makePrivateKeyHandle(for: key.privateKey()).signature(for: [1, 2, 3], scheme: .pkcs1v15SHA256)
        #expect(try backend.makePublicKeyHandle(for: publicKey).isValidSignature(signature, for: [1, 2, 3], scheme: .pkcs1v15SHA256))
    }

    @Test func beyondTheLimitOnlyVerificationIsUnsupported() throws {
        let backend = try OpenSSLBackend()
        let key = try key(bits: 4096, exponent: "2**64 + 1")
        let publicKey = try key.publicKey()
        let operation = CryptoOperation.verify(.pkcs1v15SHA256, bits: 4096, exponentBits: 65)
        #expect(
            backend.support(for: operation)
                == .unsupported(reason: "libcrypto takes public exponents of up to 64 bits with moduli of more than 3072 bits"))
        let error = #expect(throws: CryptoError.self) { try backend.makePublicKeyHandle(for: publicKey) }
        #expect(error?.code == .unsupported)
        #expect(error?.operation == operation)

        #expect(backend.supports(.sign(.pkcs1v15SHA256, bits: 4096, exponentBits: 65)))
        let signature = try backend.makePrivateKeyHandle(for: key.privateKey()).signature(for: [1, 2, 3], scheme: .pkcs1v15SHA256)
        let encoded = try Program.python(
            """
            n, e = int('\(hexadecimal(publicKey.modulus))', 16), int('\(hexadecimal(publicKey.publicExponent))', 16)
            print('%x' % pow(int('\(hexadecimal(signature))', 16), e, n))
            """)
        // 00 01 ff … ff 00, DigestInfo of SHA-256, the digest of 01 02 03.
        #expect(encoded.hasPrefix("1ffff"))
        let digest = "039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81"
        #expect(encoded.hasSuffix("003031300d060960864801650304020105000420" + digest))
    }

    @Test(arguments: ["rsa512.pem", "rsa768.pem", "rsa1024.pem", "rsa2048-e3.pem", "rsa16384.pem"])
    func sizesAtTheEnds(_ file: String) throws {
        let backend = try OpenSSLBackend()
        let key = try TestKey(file: file)
        let publicKey = try key.publicKey()
        let signer = try backend.makePrivateKeyHandle(for: key.privateKey())
        let verifier = try backend.makePublicKeyHandle(for: publicKey)
        let schemes = [
            RSASignatureScheme.pkcs1v15SHA256, .pkcs1v15SHA384, .pkcs1v15SHA512, .pss(.sha256), .pss(.sha512),
            RSASignatureScheme(padding: .pss(saltLength: 0), digest: .sha384),
        ]
        for scheme in schemes {
            if backend.supports(.sign(scheme, bits: publicKey.bitWidth, exponentBits: publicKey.publicExponentBitWidth)) {
                let signature = try signer.signature(for: [1, 2, 3], scheme: scheme)
                #expect(try verifier.isValidSignature(signature, for: [1, 2, 3], scheme: scheme))
            } else {
                let error = #expect(throws: CryptoError.self) { try signer.signature(for: [1, 2, 3], scheme: scheme) }
                #expect(error?.code == .unsupported)
                let wrong = [0] + [UInt8](repeating: 0x55, count: publicKey.modulusLength - 1)
                #expect(try verifier.isValidSignature(wrong, for: [1, 2, 3], scheme: scheme) == false)
            }
        }
    }
}
