import CryptoBackend
import Foundation
import Synchronization
import Testing
import WeakKeys

@Suite("Moduli with primes in common")
struct SharedPrimesTests {
    private struct Expected: Decodable {
        let numbers: [String]
        let shared: [[Int]]

        func keys(publicExponent: [UInt8] = [1, 0, 1]) throws -> [RSAPublicKey] {
            try numbers.map { try RSAPublicKey(modulus: bytes($0), publicExponent: publicExponent) }
        }
    }

    private func findings(_ keys: [RSAPublicKey]) throws -> [SharedPrimeFinding] {
        try SharedPrimes.findings(among: keys, progress: { _ in }, isCancelled: { false })
    }

    @Test("Each key's others are those that Python's gcd gives", arguments: ["small-pool", "any-odd-numbers"])
    func others(_ set: String) throws {
        let expected: Expected = try Reference.run("arithmetic", [set])
        #expect(expected.shared.contains { !$0.isEmpty })
        #expect(expected.shared.contains { $0.isEmpty })
        var others = [[Int]](repeating: [], count: expected.numbers.count)
        for finding in try findings(try expected.keys()) {
            #expect(finding.finding.code == .sharedPrime)
            #expect(finding.finding.severity == .critical)
            others[finding.keyIndex] = finding.others
        }
        for (index, pair) in zip(others, expected.shared).enumerated() { #expect(pair.0 == pair.1, "of number \(index)") }
    }

    @Test("No key, one key, two keys")
    func fewKeys() throws {
        let expected: Expected = try Reference.run("arithmetic", ["small-pool"])
        let keys = try expected.keys()
        #expect(try findings([]).isEmpty)
        #expect(try findings([keys[0]]).isEmpty)
        let first = try #require(expected.shared.firstIndex { !$0.isEmpty })
        let pair = try findings([keys[first], keys[expected.shared[first][0]]])
        #expect(pair.map(\.keyIndex) == [0, 1])
        #expect(pair.map(\.others) == [[1], [0]])
        let lonely = expected.shared.indices.filter { expected.shared[$0].isEmpty }
        #expect(try findings(lonely.prefix(2).map { keys[$0] }).isEmpty)
    }

    @Test("The same key twice is a note; the same modulus with another exponent is a weakness; both stand beside a shared prime")
    func sameModulus() throws {
        let expected: Expected = try Reference.run("arithmetic", ["small-pool"])
        let (keys, others) = (try expected.keys(), try expected.keys(publicExponent: [3]))
        let lonely = try #require(expected.shared.firstIndex { $0.isEmpty })
        #expect(try findings([keys[lonely], keys[lonely]]).map(\.finding.code) == [.duplicate, .duplicate])
        #expect(try findings([keys[lonely], others[lonely]]).map(\.finding.code) == [.sharedModulus, .sharedModulus])

        let first = try #require(expected.shared.firstIndex { !$0.isEmpty })
        let second = expected.shared[first][0]
        let found = try findings([keys[first], keys[lonely], keys[first], keys[second], others[first]])
        let listed = found.map { "\($0.keyIndex) \($0.finding.code) \($0.others) \($0.finding.severity)" }
        #expect(
            Set(listed) == [
                "0 shared-prime [3] critical", "0 shared-modulus [4] critical", "0 duplicate [2] note",
                "2 shared-prime [3] critical", "2 shared-modulus [4] critical", "2 duplicate [0] note",
                "3 shared-prime [0, 2, 4] critical",
                "4 shared-prime [3] critical", "4 shared-modulus [0, 2] critical",
            ])
        #expect(listed.count == 9)
        #expect(found.map(\.keyIndex) == [0, 0, 0, 2, 2, 2, 3, 4, 4])
        #expect(found[2].finding.code == .duplicate, "The worst comes first.")
    }

    @Test("Progress grows to 1")
    func progress() async throws {
        let expected: Expected = try Reference.run("arithmetic", ["any-odd-numbers"])
        let shares = Mutex<[Double]>([])
        _ = try await SharedPrimes.findings(among: try expected.keys()) { share in shares.withLock { $0.append(share) } }
        let told = shares.withLock { $0 }
        #expect(told.last == 1)
        #expect(told.count > 4)
        #expect(told == told.sorted())
        #expect(told.allSatisfy { $0 > 0 })
    }

    @Test("A cancelled comparison ends with an error, wherever it was")
    func cancellation() async throws {
        let expected: Expected = try Reference.run("arithmetic", ["any-odd-numbers"])
        let keys = try expected.keys()
        for threshold in [0, 0.2, 0.5, 0.7] {
            let share = Mutex(0.0)
            #expect(throws: CancellationError.self) {
                try SharedPrimes.findings(
                    among: keys, progress: { told in share.withLock { $0 = told } }, isCancelled: { share.withLock { $0 >= threshold } })
            }
            #expect(share.withLock { $0 } < 1)
        }
        // The task is cancelled at the first step, before that is over.
        let task = Mutex<Task<Void, any Error>?>(nil)
        let started = Task {
            _ = try await SharedPrimes.findings(among: keys) { _ in
                while task.withLock({ $0 }) == nil {}
                task.withLock { $0?.cancel() }
            }
        }
        task.withLock { $0 = started }
        await #expect(throws: CancellationError.self) { try await started.value }
    }
}
