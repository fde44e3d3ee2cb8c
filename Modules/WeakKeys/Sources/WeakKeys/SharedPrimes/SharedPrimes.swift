import CryptoBackend
import Dispatch
import Synchronization

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The moduli that have a prime in common: whoever has two such public keys has both private keys, by one greatest common divisor.
///
/// All keys are compared with all others at once (batch gcd), which is a matter of seconds for thousands of keys and of a few minutes for hundreds of
/// thousands; see <doc:CheckingKeys> for times and memory.
public enum SharedPrimes {
    /// Compares keys, on threads of its own, until the task is cancelled.
    ///
    /// - Parameters:
    ///   - keys: The keys, in any number and of any sizes. The same key given twice is no weakness, and gets a note.
    ///   - progress: Hears the share that is done, 0 to 1, growing. It is called on the threads that calculate, one at a time, and must be quick.
    /// - Returns: What was found, by ``SharedPrimeFinding/keyIndex``; of the same key the worst first.
    /// - Throws: `CancellationError`, within some seconds of the task's cancellation.
    public static func findings(
        among keys: [RSAPublicKey], progress: @escaping @Sendable (Double) -> Void = { _ in }
    ) async throws(CancellationError) -> [SharedPrimeFinding] {
        let cancellation = Cancellation()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<[SharedPrimeFinding]?, Never>) in
                DispatchQueue.global().async {
                    let found = try? findings(among: keys, progress: progress, isCancelled: { cancellation.isRequested })
                    continuation.resume(returning: found)
                }
            }
        } onCancel: {
            cancellation.request()
        }
        guard let result else { throw CancellationError() }
        return result
    }

    /// Compares keys, and holds the calling thread until that is done.
    ///
    /// - Parameters:
    ///   - keys: The keys.
    ///   - progress: Hears the share that is done, as above.
    ///   - isCancelled: Is asked now and then, from several threads, whether the result isn't wanted any more.
    /// - Returns: What was found, as above.
    /// - Throws: `CancellationError` when `isCancelled` says so.
    public static func findings(
        among keys: [RSAPublicKey], progress: @escaping @Sendable (Double) -> Void, isCancelled: @escaping @Sendable () -> Bool
    ) throws(CancellationError) -> [SharedPrimeFinding] {
        let run = BatchRun(progress: progress, isCancelled: isCancelled)
        try run.check()
        var places: [[UInt8]: [Int]] = [:]
        for index in keys.indices { places[keys[index].modulus, default: []].append(index) }
        let groups = places.values.sorted { $0[0] < $1[0] }
        var findings = groups.flatMap { sameModulus(keys, $0) }
        for (group, sharing) in zip(groups, try sharedPrimes(groups.map { makeWords(keys[$0[0]].modulus) }, run)) {
            guard let sharing else { continue }
            let all = sharing.flatMap { groups[$0] }.sorted()
            // Copies of the key itself share no prime in this sense.
            let others = group.count > 1 ? all.filter { !group.contains($0) } : all
            findings += group.map { SharedPrimeFinding(keyIndex: $0, finding: .sharedPrime, group: others) }
        }
        run.advance(by: 1)
        return findings.sorted { ($0.keyIndex, $1.finding.severity) < ($1.keyIndex, $0.finding.severity) }
    }

    /// The findings for keys with one modulus.
    private static func sameModulus(_ keys: [RSAPublicKey], _ group: [Int]) -> [SharedPrimeFinding] {
        guard group.count > 1 else { return [] }
        let copies = Dictionary(grouping: group) { keys[$0].publicExponent }
        var findings: [SharedPrimeFinding] = []
        for same in copies.values {
            if same.count > 1 {
                findings += same.map { SharedPrimeFinding(keyIndex: $0, finding: .duplicate, group: same) }
            }
            if same.count < group.count {
                let others = group.filter { !same.contains($0) }
                findings += same.map { SharedPrimeFinding(keyIndex: $0, finding: .sharedModulus, group: others) }
            }
        }
        return findings
    }

    /// For each of different moduli those that it shares a prime with, itself included, or nil if there are none.
    private static func sharedPrimes(_ moduli: [Words], _ run: BatchRun) throws(CancellationError) -> [[Int]?] {
        let divisors = try BatchGCD(moduli).divisors(run)
        // Moduli with the same divisor share it. Mostly that is a prime, and has nothing in common with other divisors; but the modulus of two shared
        // primes is itself the divisor.
        let groups = Dictionary(grouping: moduli.indices.filter { divisors[$0] != [1] }) { divisors[$0] }
        let values = groups.keys.sorted { groups[$0]![0] < groups[$1]![0] }
        let common = try BatchGCD(values).divisors(run.quiet)
        let entangled = values.indices.filter { common[$0] != [1] }.map { values[$0] }
        let related = Parallel.map(entangled.count) { index -> [Int] in
            entangled.indices.filter { other in
                (try? run.check()) != nil && greatestCommonDivisor(odd: entangled[index], entangled[other]) != [1]
            }
        }
        try run.check()

        var result = [[Int]?](repeating: nil, count: moduli.count)
        for group in groups.values {
            for index in group { result[index] = group }
        }
        for (value, others) in zip(entangled, related) {
            let all = others.flatMap { groups[entangled[$0]]! }
            for index in groups[value]! { result[index] = all }
        }
        return result
    }

    /// The word of a task that it was cancelled, for threads that aren't its own.
    private final class Cancellation: Sendable {
        private let flag = Atomic(false)

        var isRequested: Bool { flag.load(ordering: .relaxed) }

        func request() { flag.store(true, ordering: .relaxed) }
    }
}
