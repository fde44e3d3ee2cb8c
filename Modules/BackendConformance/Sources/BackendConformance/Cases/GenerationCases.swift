import CryptoBackend

/// Keys that the backend makes.
enum GenerationCases {
    static func all() -> [ConformanceCase] {
        [
            generation(bits: 2048, exponent: 65537), generation(bits: 2048, exponent: 65539),
            // e above 32 bits, and sizes that are no multiple of what a library likes.
            generation(bits: 2048, exponent: 4_294_967_311), generation(bits: 2050, exponent: 65537),
            generation(bits: 2049, exponent: 65537),
            generation(bits: 3072, exponent: 65537, isSlow: true), generation(bits: 4096, exponent: 65537, isSlow: true),
            keysDiffer(), cancellation(),
        ]
    }

    private static func generation(bits: Int, exponent: UInt64, isSlow: Bool = false) -> ConformanceCase {
        ConformanceCase(
            "generate/\(bits)-bits-e-\(exponent)", group: .generation, source: "FIPS 186-4 B.3.1; RSAOperations.generateRSAKey",
            operations: [.generateRSAKey(bits: bits, publicExponent: exponent)], isSlow: isSlow
        ) { backend in
            try check(try backend.generateRSAKey(bits: bits, publicExponent: exponent), bits: bits, exponent: exponent, on: backend)
        }
    }

    /// Checks a new key as FIPS 186-4 B.3.1 and B.3.3 describe it.
    static func check(_ key: RSAPrivateKey, bits: Int, exponent: UInt64, on backend: any CryptoBackend) throws {
        try expect(key.publicKey.bitWidth == bits, "the modulus has \(key.publicKey.bitWidth) bits instead of \(bits)")
        let found = key.publicKey.publicExponent.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        try expect(found == exponent, "the public exponent is \(found) instead of \(exponent)")
        if backend.supports(.validateRSAKey(bits: bits)) { try backend.validate(key) }
        let distance = zip(bytes(key.prime1), bytes(key.prime2)).prefix(12).contains { $0 != $1 }
        try expect(distance && key.prime1.count == key.prime2.count, "p and q are too near to each other, or of different lengths")
        try expect(key.privateExponent.count > bits / 16, "d is shorter than half the modulus")
        let scheme = RSASignatureScheme.pkcs1v15SHA256
        let signature = try backend.makePrivateKeyHandle(for: key).signature(for: [1, 2, 3], scheme: scheme)
        let handle = try backend.makePublicKeyHandle(for: key.publicKey)
        try expect(try handle.isValidSignature(signature, for: [1, 2, 3], scheme: scheme), "its signature doesn't verify")
        try expect(try !handle.isValidSignature(signature, for: [1, 2, 4], scheme: scheme), "its signature verifies for another message")
    }

    private static func keysDiffer() -> ConformanceCase {
        ConformanceCase(
            "generate/keys-differ", group: .generation, source: "RSAOperations.generateRSAKey",
            operations: [.generateRSAKey(bits: 2048, publicExponent: 65537)]
        ) { backend in
            let keys = try (0..<3).map { _ in try backend.generateRSAKey(bits: 2048) }
            let primes = Set(keys.flatMap { [bytes($0.prime1), bytes($0.prime2)] })
            try expect(primes.count == 6, "of the primes of three keys two are the same")
        }
    }

    /// A library that can't be interrupted gives the key; nothing else than that or `cancelled` is right.
    private static func cancellation() -> ConformanceCase {
        ConformanceCase(
            "generate/cancelled", group: .generation, source: "RSAOperations.generateRSAKey: isCancelled",
            operations: [.generateRSAKey(bits: 2048, publicExponent: 65537)]
        ) { backend in
            let key: RSAPrivateKey
            do {
                key = try backend.generateRSAKey(bits: 2048, publicExponent: 65537, isCancelled: { true })
            } catch let error as CryptoError where error.code == .cancelled {
                return
            }
            try check(key, bits: 2048, exponent: 65537, on: backend)
        }
    }

    // The keys are made here and never used: that their primes are copied does no harm.
    private static func bytes(_ secret: SecretBytes) -> [UInt8] {
        secret.withUnsafeBytes { Array($0) }
    }
}
