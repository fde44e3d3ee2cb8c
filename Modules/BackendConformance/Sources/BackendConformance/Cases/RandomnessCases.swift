import CryptoBackend
import Synchronization

/// What can be seen of a generator from outside: that it fills all it is asked to, and never says the same twice.
///
/// The bounds of the counts are seven standard deviations wide: a good generator fails one in about 10^11 runs.
enum RandomnessCases {
    private static let source = "RandomSource.fillWithRandomBytes(_:)"

    static func all() -> [ConformanceCase] {
        [
            property("every-byte-is-filled") { backend in
                for count in [1, 2, 15, 16, 17, 31, 32, 33, 64, 100, 1000, 4097] {
                    var everSet = [Bool](repeating: false, count: count)
                    for _ in 0..<16 {
                        let bytes = try backend.randomBytes(count: count)
                        for index in 0..<count where bytes[index] != 0 { everSet[index] = true }
                    }
                    try expect(!everSet.contains(false), "of \(count) bytes some stayed zero in 16 draws")
                }
            },
            property("nothing-beyond-is-touched") { backend in
                for count in [0, 1, 7, 32, 1000] {
                    var bytes = [UInt8](repeating: 0xA5, count: count + 64)
                    try bytes.withUnsafeMutableBytes { buffer in
                        try backend.fillWithRandomBytes(UnsafeMutableRawBufferPointer(rebasing: buffer[32..<32 + count]))
                    }
                    let guards = bytes.prefix(32) + bytes.suffix(32)
                    try expect(guards.allSatisfy { $0 == 0xA5 }, "bytes beside the \(count) asked for were written")
                }
            },
            property("draws-differ") { backend in
                let draws = try Set((0..<20_000).map { _ in try backend.randomBytes(count: 16) })
                try expect(draws.count == 20_000, "\(20_000 - draws.count) of 20,000 draws of 16 bytes came twice")
            },
            property("blocks-of-one-draw-differ") { backend in
                let bytes = try backend.randomBytes(count: 1 << 20)
                let blocks = Set(stride(from: 0, to: bytes.count, by: 16).map { Array(bytes[$0..<$0 + 16]) })
                try expect(blocks.count == 1 << 16, "\((1 << 16) - blocks.count) blocks of a mebibyte came twice")
            },
            property("bits-are-balanced") { backend in
                let bytes = try backend.randomBytes(count: 1 << 18)
                let ones = bytes.reduce(0) { $0 + $1.nonzeroBitCount }
                // 2^21 bits: a standard deviation is 724.
                try expect(abs(ones - (1 << 20)) < 7 * 724, "\(ones) of \(1 << 21) bits are ones")
            },
            property("bytes-are-balanced") { backend in
                var counts = [Int](repeating: 0, count: 256)
                for byte in try backend.randomBytes(count: 1 << 18) { counts[Int(byte)] += 1 }
                // Each value comes 1024 times; a standard deviation is 32.
                try expect(counts.allSatisfy { abs($0 - 1024) < 7 * 32 }, "a value of a byte comes too often or too seldom")
            },
            property("threads-get-different-bytes") { backend in
                let draws = Draws()
                try await ConcurrentThreads.run(32) { _ in
                    let own = try (0..<200).map { _ in try backend.randomBytes(count: 16) }
                    draws.all.withLock { $0.formUnion(own) }
                }
                try expect(draws.all.withLock { $0.count } == 32 * 200, "two threads got the same bytes")
            },
            property("secrets-differ") { backend in
                let first = try backend.randomSecret(count: 32)
                let second = try backend.randomSecret(count: 32)
                try expect(first.count == 32 && first != second, "two secrets of 32 bytes are the same")
            },
        ]
    }

    private static func property(_ name: String, check: @escaping @Sendable (any CryptoBackend) async throws -> Void) -> ConformanceCase {
        ConformanceCase("random/\(name)", group: .randomness, source: source, operations: [.randomBytes], check: check)
    }

    private final class Draws: Sendable {
        let all = Mutex<Set<[UInt8]>>([])
    }
}
