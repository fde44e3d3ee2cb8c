import CryptoBackend
import Synchronization

/// Keys that the backend makes.
enum GenerationCases {
    static func all() -> [ConformanceCase] {
        [
            generation(bits: 2048, exponent: 65537), generation(bits: 2048, exponent: 65539),
            // e above 32 bits, and sizes that are no multiple of what a library likes.
            generation(bits: 2048, exponent: 4_294_967_311), generation(bits: 2050, exponent: 65537),
            generation(bits: 2049, exponent: 65537),
            generation(bits: 3072, exponent: 65537, isSlow: true), generation(bits: 4096, exponent: 65537, isSlow: true),
            keysDiffer(), progress(),
        ] + cancellations()
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
        if backend.supports(.complete(key)) { try backend.checkConsistency(of: key) }
        if backend.supports(.validate(key)) { try backend.validate(key) }
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

    private static let usual = CryptoOperation.generateRSAKey(bits: 2048, publicExponent: 65537)

    /// A cancelled generation gives no key, whether its library can be interrupted or not.
    private static func cancellations() -> [ConformanceCase] {
        [
            ConformanceCase(
                "generate/cancelled-at-once", group: .generation, source: "RSAKeyGenerationControl.isCancelled", operations: [usual]
            ) { backend in
                try expectCancelled { try backend.generateRSAKey(bits: 2048, publicExponent: 65537, control: .init(isCancelled: { true })) }
            },
            // Who asks only at the beginning and at the end can't end what takes long in between.
            ConformanceCase(
                "generate/cancelled-while-it-searches", group: .generation, source: "CryptoOperation.cancelRSAKeyGeneration",
                operations: [usual, .cancelRSAKeyGeneration]
            ) { backend in
                try backend.require(.cancelRSAKeyGeneration)
                let count = Count()
                let control = RSAKeyGenerationControl(isCancelled: { count.next() >= 3 })
                try expectCancelled { try backend.generateRSAKey(bits: 2048, publicExponent: 65537, control: control) }
            },
            ConformanceCase(
                "generate/cancelled-task", group: .generation,
                source: "RSAOperations.generateRSAKey(bits:publicExponent:progress:)", operations: [usual]
            ) { backend in
                try backend.require(usual)
                let task = Task { () throws in
                    while !Task.isCancelled { await Task.yield() }
                    return try await backend.generateRSAKey(bits: 2048, publicExponent: 65537, progress: { _ in })
                }
                task.cancel()
                let result = await task.result
                try expectCancelled { try result.get() }
            },
            // A task that hears of a step is in the middle of a search. What tells of none can't be met there.
            ConformanceCase(
                "generate/cancelled-task-while-it-searches", group: .generation,
                source: "RSAOperations.generateRSAKey(bits:publicExponent:progress:)", operations: [usual, .cancelRSAKeyGeneration]
            ) { backend in
                try backend.require(.cancelRSAKeyGeneration)
                let steps = Count()
                let task = Mutex<Task<RSAPrivateKey, any Error>?>(nil)
                let known = AsyncStream<Never>.makeStream()
                let search = Task { () throws in
                    for await _ in known.stream {}
                    return try await backend.generateRSAKey(bits: 2048, publicExponent: 65537) { _ in
                        if steps.next() == 1 { task.withLock { $0 }?.cancel() }
                    }
                }
                task.withLock { $0 = search }
                known.continuation.finish()
                let result = await search.result
                if steps.next() > 1 { try expectCancelled { try result.get() } }
            },
        ]
    }

    private static func expectCancelled(_ generate: () throws -> RSAPrivateKey) throws {
        do {
            _ = try generate()
        } catch let error as CryptoError where error.code == .cancelled {
            return
        }
        throw ConformanceFailure("a cancelled generation gave a key")
    }

    /// How much a library tells is its own affair, but it tells of nothing that is over, and the key is the same whoever listens.
    private static func progress() -> ConformanceCase {
        ConformanceCase(
            "generate/progress-ends-with-the-call", group: .generation, source: "RSAKeyGenerationControl.progress", operations: [usual]
        ) { backend in
            let listener = Listener()
            let control = RSAKeyGenerationControl(progress: { _ in listener.hear() })
            let key = try backend.generateRSAKey(bits: 2048, publicExponent: 65537, control: control)
            listener.end()
            // As long as another search takes, a thread that was left behind has the time to tell.
            let second = try await backend.generateRSAKey(bits: 2048, publicExponent: 65537, progress: { _ in })
            try expect(listener.lateSteps == 0, "steps of a generation were told after its end")
            try check(key, bits: 2048, exponent: 65537, on: backend)
            try check(second, bits: 2048, exponent: 65537, on: backend)
        }
    }

    private final class Count: Sendable {
        private let count = Atomic<Int>(0)

        /// Counts one more and gives the number.
        func next() -> Int { count.add(1, ordering: .relaxed).newValue }
    }

    private final class Listener: Sendable {
        private let state = Mutex((hasEnded: false, late: 0))

        var lateSteps: Int { state.withLock { $0.late } }

        func hear() { state.withLock { if $0.hasEnded { $0.late += 1 } } }

        func end() { state.withLock { $0.hasEnded = true } }
    }

    // The keys are made here and never used: that their primes are copied does no harm.
    private static func bytes(_ secret: SecretBytes) -> [UInt8] {
        secret.withUnsafeBytes { Array($0) }
    }
}
