import CryptoBackend
import Dispatch
import MemorySearch
import Synchronization
import Testing

/// A key generation that a task waits for.
@Suite("Key generation in a task", .timeLimit(.minutes(5)))
struct KeyGenerationTests {
    /// Numbers that are found nowhere else in the process.
    private static func number() -> SecretBytes {
        SecretBytes(count: 128) { buffer in
            var state: UInt64 = 0x5DEE_CE66_D1CE_4E5B
            for index in buffer.indices {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                buffer[index] = UInt8(state >> 56) | (index == 0 ? 0x80 : 0)
            }
        }
    }

    private static func key() throws(CryptoError) -> RSAPrivateKey {
        let (number, one) = (number(), SecretBytes(copying: [1]))
        return try RSAPrivateKey(
            publicKey: RSAPublicKey(modulus: [UInt8](repeating: 0xFF, count: 256), publicExponent: [1, 0, 1]),
            privateExponent: one, prime1: number, prime2: one, exponent1: one, exponent2: one, coefficient: one)
    }

    @Test("the key, the steps and the errors reach the task")
    func result() async throws {
        let steps = Mutex<[RSAKeyGenerationStep]>([])
        let backend = StandInBackend(
            "one", mark: 1,
            generation: { control throws(CryptoError) in
                for step in [RSAKeyGenerationStep.candidateDrawn, .testPassed, .primeFound] { control.progress(step) }
                return try KeyGenerationTests.key()
            })
        let key = try await backend.generateRSAKey(bits: 2048, publicExponent: 65537) { step in steps.withLock { $0.append(step) } }
        #expect(try key == KeyGenerationTests.key())
        #expect(steps.withLock { $0 } == [.candidateDrawn, .testPassed, .primeFound])

        let failing = StandInBackend("two", mark: 2, lacks: { $0 != .cancelRSAKeyGeneration })
        let error = await #expect(throws: CryptoError.self) {
            try await failing.generateRSAKey(bits: 2048, publicExponent: 65537) { _ in }
        }
        #expect(error?.operation == .generateRSAKey(bits: 2048, publicExponent: 65537))
    }

    @Test("a search that can be interrupted is waited for, also where another backend takes it over", arguments: [false, true])
    func cancellation(isHandedOver: Bool) async throws {
        let hasEnded = Mutex(false)
        let begun = AsyncStream<Void>.makeStream()
        let registry = BackendRegistry([
            .init("one") { () throws(CryptoError) in
                StandInBackend("one", mark: 1) {
                    if case .generateRSAKey = $0 { isHandedOver } else { false }
                }
            },
            .init("two") { () throws(CryptoError) in
                StandInBackend(
                    "two", mark: 2,
                    generation: { control throws(CryptoError) in
                        begun.continuation.finish()
                        while !control.isCancelled() {}
                        hasEnded.withLock { $0 = true }
                        throw .cancelledKeyGeneration()
                    })
            },
        ])
        let backend = try registry.backend(preferring: isHandedOver ? "one" : "two")
        let task = Task { try await backend.generateRSAKey(bits: 2048, publicExponent: 65537) { _ in } }
        for await _ in begun.stream {}
        task.cancel()
        let error = await #expect(throws: CryptoError.self) { try await task.value }
        #expect(error?.code == .cancelled)
        #expect(hasEnded.withLock { $0 })
    }

    @Test("a search that can't be interrupted is left behind at once, and its key is wiped unseen")
    func abandonment() async {
        // In a process of its own: other tests change the memory that is searched.
        await #expect(processExitsWith: .success) { try await KeyGenerationTests.abandon() }
    }

    fileprivate static func abandon() async throws {
        let (begun, released) = (AsyncStream<Void>.makeStream(), DispatchSemaphore(value: 0))
        let found = AsyncStream<Int>.makeStream()
        let backend = StandInBackend(
            "one", mark: 1, lacks: { $0 == .cancelRSAKeyGeneration },
            generation: { control throws(CryptoError) in
                begun.continuation.finish()
                // It ends only when the task has been answered.
                released.wait()
                let key = try KeyGenerationTests.key()
                found.continuation.yield((try? MemorySearch(for: KeyGenerationTests.number()).count) ?? 0)
                found.continuation.finish()
                return key
            })
        let task = Task { try await backend.generateRSAKey(bits: 2048, publicExponent: 65537) { _ in } }
        for await _ in begun.stream {}
        task.cancel()
        let error = await #expect(throws: CryptoError.self) { try await task.value }
        #expect(error?.code == .cancelled)
        released.signal()
        // The search of memory finds the key while it is there.
        var counts: [Int] = []
        for await count in found.stream { counts.append(count) }
        #expect(counts.count == 1 && counts[0] > 0)
        // The thread is about to end; the key goes with its result.
        while try MemorySearch(for: KeyGenerationTests.number()).count > 0 { await Task.yield() }
    }

    @Test("a task that was cancelled before begins no search", arguments: [false, true])
    func cancelledBefore(canInterrupt: Bool) async throws {
        let hasBegun = Mutex(false)
        let backend = StandInBackend(
            "one", mark: 1, lacks: { $0 == .cancelRSAKeyGeneration && !canInterrupt },
            generation: { _ throws(CryptoError) in
                hasBegun.withLock { $0 = true }
                return try KeyGenerationTests.key()
            })
        let error = await Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await #expect(throws: CryptoError.self) {
                try await backend.generateRSAKey(bits: 2048, publicExponent: 65537) { _ in }
            }
        }.value
        #expect(error?.code == .cancelled)
        #expect(hasBegun.withLock { !$0 })
    }

    @Test("a thread of its own runs its work, and is waited for")
    func thread() throws {
        let done = Atomic<Int>(0)
        let threads = try (0..<16).map { _ in
            try BackendThread { done.wrappingAdd(1, ordering: .relaxed) }
        }
        for thread in threads { thread.join() }
        #expect(done.load(ordering: .relaxed) == 16)
        // Once more is no harm.
        threads[0].join()
    }

    @Test("a lock lends its value to one at a time")
    func lock() throws {
        let lock = HandleLock<[Int]>([])
        let threads = try (0..<8).map { index in
            try BackendThread { for _ in 0..<1000 { lock.withLock { $0.append(index) } } }
        }
        for thread in threads { thread.join() }
        #expect(lock.withLock { $0.count } == 8000)
    }
}
