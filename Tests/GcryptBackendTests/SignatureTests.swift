import CryptoBackend
import GcryptBackend
import Testing

@Suite struct SignatureTests {
    let backend: GcryptBackend
    let message = Array("a message".utf8)

    init() throws { backend = try GcryptBackend() }

    /// What both sides can do: three digests, PKCS #1 v1.5 and PSS with several salts.
    static let schemes: [RSASignatureScheme] = [DigestAlgorithm.sha256, .sha384, .sha512].flatMap { digest in
        [RSASignatureScheme(padding: .pkcs1v15, digest: digest), .pss(digest)]
            + [0, 1, 20].map { RSASignatureScheme(padding: .pss(saltLength: $0), digest: digest) }
    }

    /// Has Python's `cryptography` sign or verify with a key, a line of input for each signature.
    private func cryptography(_ script: String, key: ReferenceKey, input: [String]) throws -> [String] {
        let preamble = """
            import sys
            from cryptography.exceptions import InvalidSignature
            from cryptography.hazmat.primitives import hashes
            from cryptography.hazmat.primitives.asymmetric import padding, rsa
            numbers = {\(key.numbers.map { "'\($0)': 0x\($1)" }.joined(separator: ", "))}
            public = rsa.RSAPublicNumbers(numbers['e'], numbers['n'])
            private = rsa.RSAPrivateNumbers(*(numbers[name] for name in ('p', 'q', 'd', 'dp', 'dq', 'u')), public)
            public_key, private_key = public.public_key(), private.private_key()
            def scheme(digest, salt):
                algorithm = getattr(hashes, digest)()
                pad = padding.PKCS1v15() if salt == 'none' else padding.PSS(padding.MGF1(algorithm), int(salt))
                return pad, algorithm
            message = b'a message'
            for line in sys.stdin:
                fields = line.split()

            """
        return try run("python3", ["-c", preamble + script], input: input.joined(separator: "\n") + "\n")
            .split(separator: "\n").map(String.init)
    }

    private func description(_ scheme: RSASignatureScheme) -> String {
        let digest = scheme.digest.name.filter { $0 != "-" }
        return switch scheme.padding {
        case .pkcs1v15: "\(digest) none"
        case .pss(let saltLength): "\(digest) \(saltLength)"
        }
    }

    /// 2049 bits: the encoded message of PSS is then a byte shorter than the modulus.
    @Test(arguments: [1024, 2048, 2049]) func cryptographyAndThisBackendVerifyEachOther(bits: Int) throws {
        let reference = try ReferenceKey(bits: bits)
        #expect(try reference.publicKey().bitWidth == bits)
        let privateHandle = try backend.makePrivateKeyHandle(for: reference.privateKey())
        let publicHandle = try backend.makePublicKeyHandle(for: reference.publicKey())
        let schemes = SignatureTests.schemes.filter { backend.supports(.sign($0, bits: bits, exponentBits: 17)) }
        #expect(bits == 1024 || schemes.count == SignatureTests.schemes.count)

        let ours = try schemes.map { try description($0) + " " + hexadecimal(privateHandle.signature(for: message, scheme: $0)) }
        let verdicts = try cryptography(
            "    public_key.verify(bytes.fromhex(fields[2]), message, *scheme(*fields[:2])); print('valid')", key: reference, input: ours)
        #expect(verdicts == schemes.map { _ in "valid" })

        let theirs = try cryptography(
            "    print(private_key.sign(message, *scheme(*fields)).hex())", key: reference, input: schemes.map(description))
        #expect(theirs.count == schemes.count)
        for (scheme, digits) in zip(schemes, theirs) {
            #expect(try publicHandle.isValidSignature(bytes(digits), for: message, scheme: scheme))
            #expect(try !publicHandle.isValidSignature(bytes(digits), for: message + [0], scheme: scheme))
            for other in schemes where other != scheme {
                #expect(try !publicHandle.isValidSignature(bytes(digits), for: message, scheme: other), "\(scheme) as \(other)")
            }
        }
    }

    @Test func unreducedAndMisshapenSignaturesAreNotValid() throws {
        let reference = try ReferenceKey(
            script: """
                from cryptography.hazmat.primitives.asymmetric import rsa
                while True:
                    k = rsa.generate_private_key(65537, 2048).private_numbers()
                    # s + n must fit the length of n for a signature s, whatever it is, below a quarter of it.
                    if k.public_numbers.n < 3 << 2046: break
                p, q, d, e, n = k.p, k.q, k.d, k.public_numbers.e, k.public_numbers.n
                """)
        let privateHandle = try backend.makePrivateKeyHandle(for: reference.privateKey())
        let publicHandle = try backend.makePublicKeyHandle(for: reference.publicKey())
        let modulus = try reference.publicKey().modulus

        var counter: UInt8 = 0
        var signature: [UInt8]
        repeat {
            counter += 1
            signature = try privateHandle.signature(for: [counter], scheme: .pkcs1v15SHA256)
        } while signature[0] >= 0x40
        #expect(try publicHandle.isValidSignature(signature, for: [counter], scheme: .pkcs1v15SHA256))

        var carry = 0
        var unreduced = signature
        for index in unreduced.indices.reversed() {
            carry += Int(signature[index]) + Int(modulus[index])
            unreduced[index] = UInt8(truncatingIfNeeded: carry)
            carry >>= 8
        }
        #expect(carry == 0)
        let zero = [UInt8](repeating: 0, count: modulus.count)
        let misshapen: [[UInt8]] = [
            unreduced, [0] + signature, signature + [0], Array(signature.dropLast()), [], modulus, zero, zero.dropLast() + [1],
            [UInt8](repeating: 0xFF, count: modulus.count),
        ]
        for value in misshapen {
            #expect(try !publicHandle.isValidSignature(value, for: [counter], scheme: .pkcs1v15SHA256))
            #expect(try !publicHandle.isValidSignature(value, for: [counter], scheme: .pss(.sha256)))
        }
        for index in stride(from: 0, to: modulus.count, by: 5) {
            var wrong = signature
            wrong[index] ^= 1
            #expect(try !publicHandle.isValidSignature(wrong, for: [counter], scheme: .pkcs1v15SHA256))
        }
    }

    @Test func wrongNumberNeverYieldsAWrongSignature() throws {
        let reference = try ReferenceKey(bits: 2048)
        let publicHandle = try backend.makePublicKeyHandle(for: reference.publicKey())
        let key = try reference.privateKey()
        let wrong = try [
            reference.privateKey(u: altered(key.coefficient)), reference.privateKey(dp: altered(key.exponent1)),
            reference.privateKey(dq: altered(key.exponent2)), reference.privateKey(d: altered(key.privateExponent)),
        ]
        var refusals = 0
        for key in wrong {
            let handle = try backend.makePrivateKeyHandle(for: key)
            do throws(CryptoError) {
                let signature = try handle.signature(for: message, scheme: .pkcs1v15SHA256)
                #expect(try publicHandle.isValidSignature(signature, for: message, scheme: .pkcs1v15SHA256))
            } catch {
                #expect(error.code == .libraryFailure)
                #expect(error.message.contains("Bad signature"))
                refusals += 1
            }
        }
        // The library uses d, and the coefficient when p is larger than q, but neither dP nor dQ.
        #expect(refusals >= 1)
    }

    @Test func sha1IsVerifiedOnly() throws {
        let reference = try ReferenceKey(bits: 2048)
        let signature = try cryptography(
            "    print(private_key.sign(message, *scheme(*fields)).hex())", key: reference, input: ["SHA1 none"])
        let publicHandle = try backend.makePublicKeyHandle(for: reference.publicKey())
        #expect(try publicHandle.isValidSignature(bytes(signature[0]), for: message, scheme: .pkcs1v15SHA1))
        let privateHandle = try backend.makePrivateKeyHandle(for: reference.privateKey())
        let error = #expect(throws: CryptoError.self) { try privateHandle.signature(for: message, scheme: .pkcs1v15SHA1) }
        #expect(error?.code == .unsupported)
        #expect(error?.operation == .sign(.pkcs1v15SHA1, bits: 2048, exponentBits: 17))
    }

    /// The answer of `support(for:)` and what signing does change at the same size.
    @Test(arguments: schemes) func smallModuliAreTakenExactlyAsDeclared(scheme: RSASignatureScheme) throws {
        let script = { (bits: Int) in
            """
            import random
            def prime(bits):
                while True:
                    c = random.getrandbits(bits) | 1 | 3 << bits - 2
                    if pow(2, c - 1, c) == 1 and pow(3, c - 1, c) == 1 and (c - 1) % 65537: return c
            p, q = prime(\(bits) // 2), prime(\(bits) - \(bits) // 2)
            e, n = 65537, p * q
            d = pow(e, -1, (p - 1) * (q - 1))
            """
        }
        guard let smallest = RSAPublicKey.supportedSizes.first(where: { backend.supports(.sign(scheme, bits: $0, exponentBits: 17)) })
        else {
            Issue.record("\(scheme) isn't there at all")
            return
        }
        for bits in [smallest - 1, smallest] where bits >= RSAPublicKey.supportedSizes.lowerBound {
            let reference = try ReferenceKey(script: script(bits))
            #expect(try reference.publicKey().bitWidth == bits)
            let privateHandle = try backend.makePrivateKeyHandle(for: reference.privateKey())
            let publicHandle = try backend.makePublicKeyHandle(for: reference.publicKey())
            if bits == smallest {
                let signature = try privateHandle.signature(for: message, scheme: scheme)
                #expect(try publicHandle.isValidSignature(signature, for: message, scheme: scheme))
            } else {
                let error = #expect(throws: CryptoError.self) { try privateHandle.signature(for: message, scheme: scheme) }
                #expect(error?.code == .unsupported)
                let something = [UInt8](repeating: 1, count: (bits + 7) / 8)
                #expect(try !publicHandle.isValidSignature(something, for: message, scheme: scheme))
            }
        }
    }
}
