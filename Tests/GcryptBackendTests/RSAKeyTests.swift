import CryptoBackend
import Foundation
import GcryptBackend
import Synchronization
import Testing

@Suite struct RSAKeyTests {
    let backend: GcryptBackend
    let reference: ReferenceKey

    init() throws {
        backend = try GcryptBackend()
        reference = try ReferenceKey(bits: 2048)
    }

    @Test func completesWhatCryptographyMadeInEitherOrderOfThePrimes() throws {
        let key = try backend.complete(reference.parts())
        #expect(try key == reference.privateKey())

        let exchanged = try RSAPrivateKeyParts(
            publicKey: reference.publicKey(), privateExponent: reference.secret("d"), prime1: reference.secret("q"),
            prime2: reference.secret("p"))
        let other = try backend.complete(exchanged)
        #expect(other.exponent1 == key.exponent2)
        #expect(other.exponent2 == key.exponent1)
        try backend.validate(other)
    }

    @Test func signsWithThePrimesInEitherOrder() throws {
        let message = Array("message".utf8)
        let exchanged = try RSAPrivateKeyParts(
            publicKey: reference.publicKey(), privateExponent: reference.secret("d"), prime1: reference.secret("q"),
            prime2: reference.secret("p"))
        let first = try backend.makePrivateKeyHandle(for: reference.privateKey())
        let second = try backend.makePrivateKeyHandle(for: backend.complete(exchanged))
        #expect(
            try first.signature(for: message, scheme: .pkcs1v15SHA256) == second.signature(for: message, scheme: .pkcs1v15SHA256))
    }

    @Test func wrongNumbersAreNamed() throws {
        let key = try reference.privateKey()
        try backend.validate(key)

        func refusal(_ key: RSAPrivateKey) -> String {
            let consistency = #expect(throws: CryptoError.self) { try backend.checkConsistency(of: key) }
            let full = #expect(throws: CryptoError.self) { try backend.validate(key) }
            #expect(consistency?.code == .invalidKey && full?.code == .invalidKey)
            return consistency?.message ?? ""
        }
        #expect(try refusal(reference.privateKey(d: altered(key.privateExponent))).hasPrefix("the private exponent"))
        #expect(try refusal(reference.privateKey(dp: altered(key.exponent1))).hasPrefix("the first CRT exponent"))
        #expect(try refusal(reference.privateKey(dq: altered(key.exponent2))).hasPrefix("the second CRT exponent"))
        #expect(try refusal(reference.privateKey(u: altered(key.coefficient))).hasPrefix("the CRT coefficient"))

        let wrongPrime = try RSAPrivateKeyParts(
            publicKey: key.publicKey, privateExponent: key.privateExponent, prime1: altered(key.prime1), prime2: key.prime2)
        let error = #expect(throws: CryptoError.self) { try backend.complete(wrongPrime) }
        #expect(error?.code == .invalidKey)
    }

    /// d + λ(n) is as good an exponent as d where it is below n. With 2049 bits there is room in the last byte for one that isn't.
    @Test func privateExponentMayBeAnyOneBelowTheModulus() throws {
        let script = { (d: String) in ReferenceKey.script(bits: 2049) + "from math import lcm\nd = \(d)\n" }
        let small = try ReferenceKey(script: script("pow(e, -1, lcm(p - 1, q - 1))"))
        try backend.validate(small.privateKey())
        let large = try ReferenceKey(
            script: script("pow(e, -1, lcm(p - 1, q - 1)) + ((n - 1) // lcm(p - 1, q - 1) - 1) * lcm(p - 1, q - 1)"))
        try backend.validate(large.privateKey())
        let tooLarge = try ReferenceKey(
            script: script("pow(e, -1, lcm(p - 1, q - 1)) + (n // lcm(p - 1, q - 1) + 1) * lcm(p - 1, q - 1)"))
        let key = try tooLarge.privateKey()
        let error = #expect(throws: CryptoError.self) { try backend.checkConsistency(of: key) }
        #expect(error?.message.contains("not smaller than the modulus") == true)
    }

    /// All the relations hold when p is the product of two primes and λ is taken for a prime p.
    @Test func compositePrimeIsFoundByTheFullCheckAlone() throws {
        let composite = try ReferenceKey(
            script: """
                from math import gcd
                from cryptography.hazmat.primitives.asymmetric import rsa
                while True:
                    k = rsa.generate_private_key(65537, 1024).private_numbers()
                    p, q = k.public_numbers.n, rsa.generate_private_key(65537, 2048).private_numbers().p
                    e, n = 65537, p * q
                    if gcd(e, (p - 1) * (q - 1)) == 1: break
                d = pow(e, -1, (p - 1) * (q - 1))
                """)
        try backend.checkConsistency(of: composite.privateKey())
        let error = #expect(throws: CryptoError.self) { try backend.validate(composite.privateKey()) }
        #expect(error?.code == .invalidKey)
        #expect(error?.message.contains("first prime") == true)
    }

    @Test func impossiblePrimesAreRefusedEverywhere() throws {
        let publicKey = try reference.publicKey()
        let one = SecretBytes(copying: [1])
        let modulus = SecretBytes(copying: publicKey.modulus)
        for (p, q) in [(one, modulus), (modulus, one)] {
            let key = try RSAPrivateKey(
                publicKey: publicKey, privateExponent: reference.secret("d"), prime1: p, prime2: q, exponent1: one, exponent2: one,
                coefficient: one)
            #expect(throws: CryptoError.self) { try backend.checkConsistency(of: key) }
            #expect(throws: CryptoError.self) { try backend.validate(key) }
            #expect(throws: CryptoError.self) { try backend.makePrivateKeyHandle(for: key) }
        }
        // n = p²
        let square = try ReferenceKey(
            script: """
                from cryptography.hazmat.primitives.asymmetric import rsa
                p = q = rsa.generate_private_key(65537, 2048).private_numbers().p
                e, n = 65537, p * p
                d = pow(e, -1, p - 1)
                pow = lambda a, b, c: 1
                """)
        let key = try square.privateKey()
        let error = #expect(throws: CryptoError.self) { try backend.checkConsistency(of: key) }
        #expect(error?.message.contains("the same") == true)
        #expect(throws: CryptoError.self) { try backend.makePrivateKeyHandle(for: key) }
    }

    @Test(arguments: [(2048, UInt64(65537)), (2050, 65539), (3072, 0x1_0000_0001), (2048, 0xFFFF_FFFF_FFFF_FFFB)])
    func newKeysPassOpenSSLsCheck(bits: Int, publicExponent: UInt64) throws {
        let key = try backend.generateRSAKey(bits: bits, publicExponent: publicExponent)
        try backend.validate(key)
        #expect(key.publicKey.bitWidth == bits)
        #expect(hexadecimal(key.publicKey.publicExponent).drop { $0 == "0" } == String(publicExponent, radix: 16)[...])

        let numbers = [
            [0], key.publicKey.modulus, key.publicKey.publicExponent, array(key.privateExponent), array(key.prime1), array(key.prime2),
            array(key.exponent1), array(key.exponent2), array(key.coefficient),
        ]
        let names = ["version", "n", "e", "d", "p", "q", "dmp1", "dmq1", "iqmp"]
        let lines = zip(names, numbers).map { "\($0)=INTEGER:0x\(hexadecimal($1))" }
        let directory = try TemporaryDirectory()
        try ("asn1=SEQUENCE:key\n[key]\n" + lines.joined(separator: "\n") + "\n").write(
            toFile: directory.path + "/key.cnf", atomically: true, encoding: .utf8)
        _ = try run("openssl", ["asn1parse", "-genconf", directory.path + "/key.cnf", "-noout", "-out", directory.path + "/key.der"])
        let answer = try run("openssl", ["rsa", "-inform", "DER", "-in", directory.path + "/key.der", "-check", "-noout"])
        #expect(answer.contains("RSA key ok"))
    }

    /// The search is held up until the task has been answered, so the task can't have waited for it.
    @Test(.timeLimit(.minutes(5))) func cancelledTaskIsAnsweredAtOnce() async throws {
        guard case .unsupported(let reason) = backend.support(for: .cancelRSAKeyGeneration) else {
            Issue.record("libgcrypt's generator can't be interrupted")
            return
        }
        #expect(reason != nil)
        let (begun, answered, ended) = (AsyncStream<Void>.makeStream(), DispatchSemaphore(value: 0), AsyncStream<Void>.makeStream())
        let isFirst = Atomic<Bool>(true)
        let primes = Atomic<Int>(0)
        let task = Task {
            try await backend.generateRSAKey(bits: 2048, publicExponent: 65537) { step in
                if isFirst.exchange(false, ordering: .relaxed) {
                    begun.continuation.finish()
                    answered.wait()
                }
                if step == .primeFound, primes.wrappingAdd(1, ordering: .relaxed).newValue == 2 { ended.continuation.finish() }
            }
        }
        for await _ in begun.stream {}
        task.cancel()
        let error = await #expect(throws: CryptoError.self) { try await task.value }
        #expect(error?.code == .cancelled)
        // The library goes on by itself.
        answered.signal()
        for await _ in ended.stream {}
    }

    @Test func everyStepIsReportedToTheCallerWhoseSearchItIs() async throws {
        @Sendable func count() async throws -> [RSAKeyGenerationStep: Int] {
            let counts = Mutex<[RSAKeyGenerationStep: Int]>([:])
            _ = try await backend.generateRSAKey(bits: 2048, publicExponent: 65537) { step in
                counts.withLock { $0[step, default: 0] += 1 }
            }
            return counts.withLock { $0 }
        }
        async let first = count()
        async let second = count()
        async let third = count()
        for count in try await [first, second, third] {
            #expect(count[.primeFound] == 2)
            #expect(count[.testPassed, default: 0] > 0)
        }
    }

    @Test func cancelledGenerationGivesNoKey() throws {
        for yesAt in [1, 2] {
            let asked = Atomic<Int>(0)
            let control = RSAKeyGenerationControl(isCancelled: { asked.wrappingAdd(1, ordering: .relaxed).newValue == yesAt })
            let error = #expect(throws: CryptoError.self) {
                try backend.generateRSAKey(bits: 2048, publicExponent: 65537, control: control)
            }
            #expect(error?.code == .cancelled)
            #expect(asked.load(ordering: .relaxed) == yesAt)
        }
    }

    @Test func generationHasItsLimits() throws {
        func refusal(_ bits: Int, _ publicExponent: UInt64 = 65537) -> CryptoError.Code? {
            #expect(throws: CryptoError.self) { try backend.generateRSAKey(bits: bits, publicExponent: publicExponent) }?.code
        }
        #expect(refusal(2046) == .invalidParameter)
        #expect(refusal(16386) == .invalidParameter)
        #expect(refusal(2048, 65536) == .invalidParameter)
        #expect(refusal(2048, 3) == .invalidParameter)
        // The library would make one of 2050 bits.
        #expect(refusal(2049) == .unsupported)
        #expect(!backend.supports(.generateRSAKey(bits: 2049, publicExponent: 65537)))
        #expect(backend.supports(.generateRSAKey(bits: 2048, publicExponent: 65537)))
    }
}
