import BareLoops
import CryptoBackend

/// What a backend costs beside the bare calls to its library: both take turns in one process, and the median of the pairs' ratios counts.
struct Overhead {
    /// How long one turn lasts, in seconds.
    private static let turn = 0.1

    let backend: any CryptoBackend
    let pairs: Int

    /// Prints a line for each size: the bare loop's time divided by the backend's, so that 1 is no overhead at all.
    ///
    /// - Returns: The worst of the ratios.
    func run(sizes: [Int]) throws -> Double {
        var worst = Double.infinity
        for bits in sizes {
            let key = try backend.generateRSAKey(bits: bits)
            let bare = try BareKey(key, likeBackend: backend.information.name)
            let signer = try backend.makePrivateKeyHandle(for: key)
            let verifier = try backend.makePublicKeyHandle(for: key.publicKey)
            let message = [UInt8](repeating: 0x5a, count: 64)
            let signature = try signer.signature(for: message, scheme: .pkcs1v15SHA256)
            var bareSignature = [UInt8](repeating: 0, count: signature.count)
            try bare.sign(message, rounds: 1, into: &bareSignature)
            guard bareSignature == signature else { throw Failure("the bare loop's signature differs from the backend's") }

            let signing = try median(
                { try bare.sign(message, rounds: $0, into: &bareSignature) },
                { rounds in
                    for _ in 0..<rounds { _ = try signer.signature(for: message, scheme: .pkcs1v15SHA256) }
                })
            let verifying = try median(
                { try bare.verify(signature, of: message, rounds: $0) },
                { rounds in
                    for _ in 0..<rounds {
                        guard try verifier.isValidSignature(signature, for: message, scheme: .pkcs1v15SHA256) else {
                            throw Failure("the backend's own signature doesn't verify")
                        }
                    }
                })
            for (name, result) in [("sign", signing), ("verify", verifying)] {
                print(
                    backend.information.name, bits, name, "ratio", rounded(result.ratio, 1000), "bare µs", rounded(result.bare * 1e6, 10),
                    "backend µs", rounded(result.backend * 1e6, 10))
                worst = min(worst, result.ratio)
            }
        }
        return worst
    }

    /// The median ratio of the pairs, and the median seconds that one call takes on either side.
    private func median(
        _ bare: (Int) throws -> Void, _ backend: (Int) throws -> Void
    ) throws -> (ratio: Double, bare: Double, backend: Double) {
        var rounds = 1
        while case let seconds = try time(bare, rounds), seconds < Overhead.turn / 4 {
            rounds = max(rounds * 2, Int(Double(rounds) * Overhead.turn / 4 / max(seconds, 1e-6)))
        }
        rounds *= 4
        _ = try time(backend, rounds)
        // Each pair begins with the other side, so that a machine that slows down or speeds up favours neither.
        let measured = try (0..<pairs).map { pair in
            if pair % 2 == 0 {
                let first = try time(bare, rounds)
                return (bare: first, backend: try time(backend, rounds))
            }
            let first = try time(backend, rounds)
            return (bare: try time(bare, rounds), backend: first)
        }
        return (
            middle(measured.map { $0.bare / $0.backend }), middle(measured.map { $0.bare / Double(rounds) }),
            middle(measured.map { $0.backend / Double(rounds) })
        )
    }

    private func time(_ body: (Int) throws -> Void, _ rounds: Int) throws -> Double {
        let start = bare_clock()
        try body(rounds)
        return bare_clock() - start
    }

    private func middle(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let half = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
    }

    private func rounded(_ value: Double, _ unit: Double) -> Double { (value * unit).rounded() / unit }
}
