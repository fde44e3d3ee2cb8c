/// Products of long numbers by ``NumberTheoreticTransform``: a number's digits of `digitBits` bits are the coefficients of a polynomial, whose value at
/// 2^digitBits the number is. The products are taken modulo 2^(digitBits·length) − 1, so they are exact where there is room for them.
struct Convolution {
    private let digitBits: Int
    private let transform: NumberTheoreticTransform

    /// - Parameters:
    ///   - words: The words of the result that there must be room for.
    ///   - shorter: The words of the shorter factor.
    ///   - sums: How many products are added up before they are transformed back.
    init(words: Int, shorter: Int, sums: Int = 1, isParallel: Bool) {
        // A coefficient of the sum of products has at most `sums` times the shorter factor's digits as terms, and must stay below p.
        var bits = 30
        while UInt(sums * (64 * shorter / bits + 1)) > 1 << (63 - 2 * UInt(bits)) { bits -= 1 }
        digitBits = bits
        transform = NumberTheoreticTransform(
            length: NumberTheoreticTransform.length(atLeast: (64 * words + bits - 1) / bits), isParallel: isParallel)
    }

    /// A number's transform. What is read of it later is its product with others.
    final class Transformed {
        fileprivate let values: UnsafeMutablePointer<UInt>

        fileprivate init(length: Int) { values = .allocate(capacity: length) }

        deinit { values.deallocate() }
    }

    func transformed(_ number: Words) -> Transformed {
        let result = Transformed(length: transform.length)
        let digits = (64 * number.count + digitBits - 1) / digitBits
        precondition(digits <= transform.length, "a factor is longer than its product")
        let mask: UInt = 1 << UInt(digitBits) - 1
        number.withUnsafeBufferPointer { words in
            var (word, offset) = (0, 0)
            for digit in 0..<digits {
                var value = words[word] >> UInt(offset)
                if offset + digitBits > 64, word + 1 < words.count { value |= words[word + 1] << UInt(64 - offset) }
                result.values[digit] = value & mask
                offset += digitBits
                if offset >= 64 {
                    offset -= 64
                    word += 1
                }
            }
        }
        (result.values + digits).update(repeating: 0, count: transform.length - digits)
        transform.forward(result.values)
        return result
    }

    /// Makes x the transform of x·y.
    func multiply(_ x: Transformed, by y: Transformed) {
        nonisolated(unsafe) let (x, y) = (x.values, y.values)
        Parallel.inChunks(of: transform.length, splits: transform.splits) { range in
            for index in range { x[index] = GoldilocksField.multiply(x[index], y[index]) }
        }
    }

    /// Adds to x the transform of y·z.
    func add(productOf y: Transformed, and z: Transformed, to x: Transformed) {
        nonisolated(unsafe) let (x, y, z) = (x.values, y.values, z.values)
        Parallel.inChunks(of: transform.length, splits: transform.splits) { range in
            for index in range { x[index] = GoldilocksField.add(x[index], GoldilocksField.multiply(y[index], z[index])) }
        }
    }

    /// The words `range` of the number that x is the transform of. x can't be used any more.
    func words(_ range: Range<Int>, of x: Transformed) -> Words {
        transform.inverse(x.values)
        let scale = GoldilocksField.inverse(UInt(transform.length))
        return Words(unsafeUninitializedCapacity: range.count) { result, count in
            // The bits that aren't a whole word yet; a coefficient has up to 63 bits and is shifted by up to 63.
            var (pending, bits, word) = (0 as UInt128, 0, 0)
            for digit in 0..<transform.length where word < range.upperBound {
                pending &+= UInt128(GoldilocksField.multiply(x.values[digit], scale)) << UInt128(bits)
                bits += digitBits
                guard bits >= 64 else { continue }
                if word >= range.lowerBound { result.initializeElement(at: word - range.lowerBound, to: UInt(truncatingIfNeeded: pending)) }
                pending >>= 64
                bits -= 64
                word += 1
            }
            while word < range.upperBound {
                if word >= range.lowerBound { result.initializeElement(at: word - range.lowerBound, to: UInt(truncatingIfNeeded: pending)) }
                pending >>= 64
                word += 1
            }
            count = range.count
        }
    }
}
