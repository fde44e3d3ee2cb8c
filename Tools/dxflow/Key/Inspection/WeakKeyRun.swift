import CryptoBackend
import KeyFormats
import WeakKeys

/// `key inspect --check`: every check for weak keys, and a look for what keys share.
struct WeakKeyRun {
    /// How many keys one task looks at before it tells how far it is.
    private static let batch = 16

    /// Whether the keys' names have the names of their files in them.
    let amongFiles: Bool

    /// Adds to each key what is wrong with it.
    ///
    /// - Throws: `CancellationError`.
    func check(_ keys: inout [InspectedKey]) async throws {
        let indexes = keys.indices.filter { keys[$0].publicKey != nil }
        let publicKeys = indexes.compactMap { keys[$0].publicKey }
        let bar = ProgressBar()
        defer { bar?.clear() }
        let findings = await findings(for: publicKeys) { bar?.show("each key", $0, of: publicKeys.count) }
        for (index, findings) in zip(indexes, findings) { keys[index].remarks += findings.map { KeyRemark($0) } }
        let shared = try await SharedPrimes.findings(among: publicKeys) { part in
            bar?.show("what keys share", Int(part * 1000), of: 1000)
        }
        for finding in shared {
            let others = finding.others
            let names = others.prefix(KeyRemark.namedKeys).map { keys[indexes[$0]].name(amongFiles: amongFiles) }
            keys[indexes[finding.keyIndex]].remarks.append(KeyRemark(finding.finding, others: names, of: others.count))
        }
    }

    /// What is wrong with each key for itself, looked for on all cores.
    private func findings(for keys: [RSAPublicKey], progress: (Int) -> Void) async -> [[WeakKeyFinding]] {
        await withTaskGroup(of: (start: Int, findings: [[WeakKeyFinding]]).self) { group in
            var found = [[WeakKeyFinding]](repeating: [], count: keys.count)
            var (started, finished) = (0, 0)
            func start() {
                guard started < keys.count else { return }
                let batch = keys[started..<min(started + Self.batch, keys.count)]
                started += batch.count
                group.addTask { (batch.startIndex, batch.map { WeakKeyChecks.all.findings(for: $0) }) }
            }
            for _ in 0..<AuthorizedKeysReader.coreCount { start() }
            for await (first, findings) in group {
                found.replaceSubrange(first..<first + findings.count, with: findings)
                finished += findings.count
                progress(finished)
                start()
            }
            return found
        }
    }
}
