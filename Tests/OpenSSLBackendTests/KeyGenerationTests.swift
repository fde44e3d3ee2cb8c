import CryptoBackend
import Foundation
import MemorySearch
import OpenSSLBackend
import Synchronization
import Testing

@Suite struct KeyGenerationTests {
    @Test(arguments: [(2048, UInt64(65537)), (2050, 65539), (3072, 0xffff_ffff_ffff_ffff)])
    func opensslAcceptsTheKey(_ bits: Int, _ exponent: UInt64) throws {
        let backend = try OpenSSLBackend()
        let key = try backend.generateRSAKey(bits: bits, publicExponent: exponent)
        #expect(key.publicKey.bitWidth == bits)
        #expect(key.publicKey.publicExponent == withUnsafeBytes(of: exponent.bigEndian) { Array($0.drop { $0 == 0 }) })
        let answer = try Program.run("openssl", ["rsa", "-inform", "DER", "-check", "-noout"], input: TestKey(key).der)
        #expect(String(decoding: answer, as: UTF8.self) == "RSA key ok\n")
        try backend.validate(key)
    }

    @Test func completingGivesTheNumbersThatOpensslWrote() throws {
        let backend = try OpenSSLBackend()
        for file in ["rsa512.pem", "rsa2048-e3.pem", "rsa4096.pem", "rsa16384.pem"] {
            let key = try TestKey(file: file)
            #expect(try TestKey(backend.complete(key.parts())).numbers == TestKey(key.privateKey()).numbers)
        }
    }

    /// A key of this size takes minutes, so the call ends in time only because it is cancelled.
    @Test func cancellationEndsTheSearch() throws {
        let backend = try OpenSSLBackend()
        let asked = Atomic<Int>(0)
        let error = #expect(throws: CryptoError.self) {
            // Only once: the generator must keep in mind that it was told to stop.
            let control = RSAKeyGenerationControl(isCancelled: { asked.wrappingAdd(1, ordering: .relaxed).newValue == 3 })
            return try backend.generateRSAKey(bits: 16384, publicExponent: 65537, control: control)
        }
        #expect(error?.code == .cancelled)
    }

    /// The task's end is waited for: a search that didn't notice would keep it for minutes.
    @Test func cancelledTaskEndsTheSearch() async throws {
        let backend = try OpenSSLBackend()
        #expect(backend.supports(.cancelRSAKeyGeneration))
        let begun = AsyncStream<Void>.makeStream()
        let task = Task {
            try await backend.generateRSAKey(bits: 16384, publicExponent: 65537) { _ in begun.continuation.finish() }
        }
        for await _ in begun.stream {}
        task.cancel()
        let error = await #expect(throws: CryptoError.self) { try await task.value }
        #expect(error?.code == .cancelled)
    }

    @Test func everyStepIsReported() async throws {
        let steps = Mutex<[RSAKeyGenerationStep: Int]>([:])
        let key = try await OpenSSLBackend().generateRSAKey(bits: 2048, publicExponent: 65537) { step in
            steps.withLock { $0[step, default: 0] += 1 }
        }
        #expect(key.publicKey.bitWidth == 2048)
        let counts = steps.withLock { $0 }
        // Of the search that found the key alone; there may be others beside it.
        #expect(counts[.primeFound, default: 0] >= 2)
        #expect(counts[.auxiliaryPrimeFound, default: 0] >= 4)
        #expect(counts[.candidateDrawn, default: 0] > 0)
        // BN_check_prime(3) makes at least 64 rounds with each prime of up to 2048 bits.
        #expect(counts[.testPassed, default: 0] >= 2 * 64)
    }

    /// What the searches hold is gone when the call returns: the threads have ended, of the losers as well.
    @Test func searchesEndWithTheCall() throws {
        final class Token: Sendable {}
        let backend = try OpenSSLBackend()
        for isCancelled in [false, true] {
            var token: Token? = Token()
            let threads = Mutex<Set<pthread_t>>([])
            weak let held = token
            var control: RSAKeyGenerationControl? = RSAKeyGenerationControl(
                isCancelled: { isCancelled && threads.withLock { $0.count } > 0 },
                progress: { [token] _ in
                    withExtendedLifetime(token) { _ = threads.withLock { $0.insert(pthread_self()) } }
                })
            token = nil
            #expect(held != nil)
            let key = try? backend.generateRSAKey(bits: 2048, publicExponent: 65537, control: control.unsafelyUnwrapped)
            #expect((key == nil) == isCancelled)
            control = nil
            #expect(held == nil)
            #expect(threads.withLock { $0.count } >= 1)
        }
    }

    @Test func newKeyLeavesNothingBehindInTheLibrary() async {
        // In a process of its own: other tests change the memory that is searched.
        await #expect(processExitsWith: .success) { try KeyGenerationTests.searchAfterGeneration() }
    }

    fileprivate static func searchAfterGeneration() throws {
        let backend = try OpenSSLBackend()
        let key = try backend.generateRSAKey(bits: 2048)
        try backend.validate(key)
        for number in [key.privateExponent, key.prime1, key.prime2, key.exponent1, key.exponent2, key.coefficient] {
            #expect(try MemorySearch(for: number).count == 0)
        }
    }

    @Test func cancelledBeforeItBegins() throws {
        let backend = try OpenSSLBackend()
        let error = #expect(throws: CryptoError.self) {
            try backend.generateRSAKey(bits: 16384, publicExponent: 65537, control: RSAKeyGenerationControl(isCancelled: { true }))
        }
        #expect(error?.code == .cancelled)
    }

    @Test func oddSizeIsUnsupportedAndSaysSo() throws {
        let backend = try OpenSSLBackend()
        let operation = CryptoOperation.generateRSAKey(bits: 2049, publicExponent: 65537)
        #expect(backend.support(for: operation) == .unsupported(reason: "libcrypto makes RSA keys of an even number of bits"))
        let error = #expect(throws: CryptoError.self) { try backend.generateRSAKey(bits: 2049) }
        #expect(error?.code == .unsupported)
        #expect(error?.operation == operation)
    }

    @Test(arguments: [(2046, UInt64(65537)), (16386, 65537), (2048, 3), (2048, 65538)])
    func outOfRange(_ bits: Int, _ exponent: UInt64) throws {
        let backend = try OpenSSLBackend()
        let error = #expect(throws: CryptoError.self) { try backend.generateRSAKey(bits: bits, publicExponent: exponent) }
        #expect(error?.code == .invalidParameter)
    }
}
