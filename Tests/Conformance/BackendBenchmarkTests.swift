import CryptoBackend
import OpenSSLBackend
import Synchronization
import Testing

@testable import BackendConformance

@Suite("Timing of backends")
struct BackendBenchmarkTests {
    private let generation = [BenchmarkTask(.generate, bits: 2048)]

    @Test("backends take turns, every other round in the opposite order, until there were enough")
    func turns() throws {
        let calls = Mutex<[String]>([])
        let key = try OpenSSLBackend().generateRSAKey(bits: 2048)
        let backends = ["a", "b", "c"].map { name in
            GeneratorBackend(name: name) {
                calls.withLock { $0.append(name) }; return key
            }
        }
        // Keys that are there at once make as many rounds as there ever are, long before the time is over.
        let result = try #require(try BackendBenchmark(tasks: generation, time: .seconds(600)).run(on: backends).first)
        #expect(result.measurements.map(\.backend) == ["a", "b", "c"])
        let runs = try #require(result.measurement(of: "a")?.runs)
        #expect(runs > 100 && result.measurements.allSatisfy { $0.runs == runs })
        #expect(calls.withLock { $0 } == (0..<runs).flatMap { $0 % 2 == 0 ? ["a", "b", "c"] : ["c", "b", "a"] })
    }

    @Test("the median counts, and the ratio is to the first")
    func median() {
        func measurement(_ backend: String, _ milliseconds: [Int]) -> BenchmarkMeasurement {
            BenchmarkMeasurement(backend: backend, times: milliseconds.map { .milliseconds($0) })
        }
        let measurements = [measurement("a", [900, 20, 10]), measurement("b", [50, 1000, 30, 1]), measurement("c", [5])]
        let result = BenchmarkResult(task: generation[0], measurements: measurements, first: "a")
        #expect(result.measurements.map(\.median) == [.milliseconds(20), .milliseconds(40), .milliseconds(5)])
        #expect(result.measurements.map(\.runs) == [3, 4, 1])
        #expect(["a", "b", "c", "d"].map { result.ratio(of: $0) } == [1, 2, 0.25, nil])
    }

    @Test("everything is done once, however short the time")
    func everythingOnce() throws {
        let openssl = try OpenSSLBackend()
        let tasks = [BenchmarkTask(.sign, bits: 2048), BenchmarkTask(.verify, bits: 4096), BenchmarkTask(.generate, bits: 2048)]
        let fractions = Mutex<[Double]>([])
        let backends: [any CryptoBackend] = [openssl, FaultyBackend(base: openssl, fault: .none, name: "other")]
        let results = try BackendBenchmark(tasks: tasks, time: .zero).run(on: backends) { progress in
            fractions.withLock { $0.append(progress.fraction) }
        }
        #expect(results.map(\.task) == tasks)
        for result in results {
            #expect(result.measurements.map(\.backend) == ["openssl", "other"])
            #expect(result.measurements.allSatisfy { $0.runs == 1 && $0.median > .zero })
        }
        let told = fractions.withLock { $0 }
        #expect(told.count == 3 && told == told.sorted() && told.last == 1)
    }

    @Test("what a backend lacks is left out, and nothing is compared with it")
    func missing() throws {
        let key = try OpenSSLBackend().generateRSAKey(bits: 2048)
        let without = GeneratorBackend(name: "without", isGenerating: false) { key }
        let result = try #require(
            try BackendBenchmark(tasks: generation, time: .zero).run(on: [without, GeneratorBackend(name: "with") { key }]).first)
        #expect(result.measurements.map(\.backend) == ["with"])
        #expect(result.measurement(of: "without") == nil)
        #expect(result.ratio(of: "without") == nil && result.ratio(of: "with") == nil)
    }

    @Test("a backend whose signatures don't verify isn't timed")
    func wrong() throws {
        let faulty = FaultyBackend(base: try OpenSSLBackend(), fault: .signsWithAnotherDigest, name: "faulty")
        let error = #expect(throws: CryptoError.self) {
            try BackendBenchmark(tasks: [BenchmarkTask(.sign, bits: 2048)], time: .zero).run(on: [faulty])
        }
        #expect(error?.code == .libraryFailure && error?.message.contains("faulty") == true)
    }
}

/// A backend that does nothing but make keys, as it is told to; what it has else is OpenSSL's.
private struct GeneratorBackend: CryptoBackend {
    private let base: OpenSSLBackend
    private let isGenerating: Bool
    private let make: @Sendable () -> RSAPrivateKey
    let information: BackendInformation

    init(name: String, isGenerating: Bool = true, make: @escaping @Sendable () -> RSAPrivateKey) {
        do { base = try OpenSSLBackend() } catch { preconditionFailure("\(error)") }
        information = BackendInformation(name: name, library: "none", version: "1")
        self.isGenerating = isGenerating
        self.make = make
    }

    func support(for operation: CryptoOperation) -> OperationSupport {
        if case .generateRSAKey = operation { return isGenerating ? .supported : .unsupported(reason: "it makes no keys") }
        return base.support(for: operation)
    }

    func generateRSAKey(bits: Int, publicExponent: UInt64, control: RSAKeyGenerationControl) throws(CryptoError) -> RSAPrivateKey {
        try require(.generateRSAKey(bits: bits, publicExponent: publicExponent))
        return make()
    }

    func complete(_ parts: RSAPrivateKeyParts) throws(CryptoError) -> RSAPrivateKey { try base.complete(parts) }

    func makePublicKeyHandle(for key: RSAPublicKey) throws(CryptoError) -> any RSAPublicKeyHandle { try base.makePublicKeyHandle(for: key) }

    func makePrivateKeyHandle(for key: RSAPrivateKey) throws(CryptoError) -> any RSAPrivateKeyHandle {
        try base.makePrivateKeyHandle(for: key)
    }

    func digest(
        _ algorithm: DigestAlgorithm, of message: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(CryptoError) {
        try base.digest(algorithm, of: message, into: output)
    }

    func hmac(
        _ algorithm: DigestAlgorithm, key: SecretBytes, message: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(CryptoError) {
        try base.hmac(algorithm, key: key, message: message, into: output)
    }

    func pbkdf2(
        _ digest: DigestAlgorithm, passphrase: SecretBytes, salt: [UInt8], rounds: Int, outputLength: Int
    ) throws(CryptoError) -> SecretBytes {
        try base.pbkdf2(digest, passphrase: passphrase, salt: salt, rounds: rounds, outputLength: outputLength)
    }

    func encrypt(
        _ plaintext: SecretBytes, with cipher: CipherAlgorithm, key: SecretBytes, initializationVector: [UInt8]
    ) throws(CryptoError) -> [UInt8] {
        try base.encrypt(plaintext, with: cipher, key: key, initializationVector: initializationVector)
    }

    func decrypt(
        _ ciphertext: [UInt8], with cipher: CipherAlgorithm, key: SecretBytes, initializationVector: [UInt8]
    ) throws(CryptoError) -> SecretBytes {
        try base.decrypt(ciphertext, with: cipher, key: key, initializationVector: initializationVector)
    }

    func fillWithRandomBytes(_ buffer: UnsafeMutableRawBufferPointer) throws(CryptoError) { try base.fillWithRandomBytes(buffer) }
}
