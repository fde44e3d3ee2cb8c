import CLibFuzzer

/// The numbers by which a mutation is drawn: the same for the same seed, so that a run can be had again (SplitMix64).
struct MutationRandomness {
    private var state: UInt64

    init(seed: CUnsignedInt) {
        state = UInt64(seed)
    }

    mutating func next(below bound: Int) -> Int {
        state &+= 0x9e37_79b9_7f4a_7c15
        var number = state
        number = (number ^ number >> 30) &* 0xbf58_476d_1ce4_e5b9
        number = (number ^ number >> 27) &* 0x94d0_49bb_1331_11eb
        return Int((number ^ number >> 31) % UInt64(bound))
    }

    /// Bytes changed by libFuzzer's own mutations, which know what the run has seen.
    func mutated(_ bytes: [UInt8]) -> [UInt8] {
        let room = bytes.count + 64
        return [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
            _ = buffer.initialize(fromContentsOf: bytes)
            buffer[bytes.count...].initialize(repeating: 0)
            count = LLVMFuzzerMutate(buffer.baseAddress, bytes.count, room)
        }
    }
}
