/// The roots of unity that the blocks of a ``NumberTheoreticTransform`` are split with, the same at each depth.
///
/// The block b is split with r(b), where r(0) = 1, r(2b) is a square root of r(b) and r(2b + 1) = i·r(2b). So each bit of b stands for a factor of
/// its own, and three small tables hold the products of ten bits each.
final class Twiddles: Sendable {
    static let forward = Twiddles { GoldilocksField.root(ofOrder: $0) }
    static let inverse = Twiddles { GoldilocksField.inverse(GoldilocksField.root(ofOrder: $0)) }

    /// i, or its inverse.
    let fourthRoot: UInt
    /// Bits 0 to 9, 10 to 19 and 20 to 29. They live as long as the program.
    private nonisolated(unsafe) let low, middle, high: UnsafeMutablePointer<UInt>

    private init(root: (UInt) -> UInt) {
        fourthRoot = root(4)
        low = Twiddles.table(fromBit: 0, root)
        middle = Twiddles.table(fromBit: 10, root)
        high = Twiddles.table(fromBit: 20, root)
    }

    private static func table(fromBit first: Int, _ root: (UInt) -> UInt) -> UnsafeMutablePointer<UInt> {
        let table = UnsafeMutablePointer<UInt>.allocate(capacity: 1024)
        table[0] = 1
        for bit in 0..<10 {
            let factor = root(1 << UInt(first + bit + 2))
            for index in 0..<1 << bit { table[1 << bit + index] = GoldilocksField.multiply(table[index], factor) }
        }
        return table
    }

    @inline(__always)
    subscript(block: Int) -> UInt {
        var result = low[block & 1023]
        if block >= 1 << 10 { result = GoldilocksField.multiply(result, middle[block >> 10 & 1023]) }
        if block >= 1 << 20 { result = GoldilocksField.multiply(result, high[block >> 20]) }
        return result
    }
}
