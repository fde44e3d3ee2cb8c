import CLibFuzzer

/// The mutation that libFuzzer uses in the place of its own: it finds it by its name.
@_cdecl("LLVMFuzzerCustomMutator")
func mutate(_ data: UnsafeMutablePointer<UInt8>, _ size: Int, _ maximum: Int, _ seed: CUnsignedInt) -> Int {
    var random = MutationRandomness(seed: seed)
    // What is armoured is changed inside of its armour more often than not: a changed letter of base64 rarely gets far.
    let text = Array(UnsafeBufferPointer(start: data, count: size))
    guard random.next(below: 4) > 0, let changed = ArmouredMutation.apply(to: text, &random), changed.count <= maximum else {
        return LLVMFuzzerMutate(data, size, maximum)
    }
    data.update(from: changed, count: changed.count)
    return changed.count
}
