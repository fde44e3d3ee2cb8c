import Foundation

/// Random numbers that a seed gives again: SplitMix64. A failing test shows its seed, which DXFLOW_TEST_SEED takes.
struct SeededGenerator: RandomNumberGenerator {
    /// The seed of this run, for all of its tests.
    static let seedOfRun: UInt64 =
        ProcessInfo.processInfo.environment["DXFLOW_TEST_SEED"].flatMap { UInt64($0) } ?? .random(in: 0...UInt64.max)

    private var state: UInt64

    /// - Parameter name: Of what is drawn for, so that tests don't depend on what others draw.
    init(seed: UInt64 = seedOfRun, for name: String) {
        // FNV-1a: the hashes of Swift differ from run to run.
        state = name.utf8.reduce(seed ^ 0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = (state ^ state >> 30) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
        return mixed ^ mixed >> 31
    }
}
