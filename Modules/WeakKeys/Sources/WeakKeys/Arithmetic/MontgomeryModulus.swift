import BigInt

/// Arithmetic modulo an odd number n of m words without a division, on numbers multiplied by β^m, β = 2^64 (Montgomery, "Modular multiplication without
/// trial division", 1985).
struct MontgomeryModulus {
    let modulus: Words
    /// −1/n mod β.
    private let inverse: UInt

    /// - Parameter modulus: Odd, without zero words at the end.
    init(_ modulus: Words) {
        self.modulus = modulus
        // x is right in 3 bits, and in twice as many with each step.
        var x = modulus[0]
        for _ in 0..<5 { x = x &* (2 &- modulus[0] &* x) }
        inverse = 0 &- x
    }

    /// x/β^(c − m) modulo n for an x of c words, below β^m but not always below n.
    func reduced(_ x: Words) -> Words {
        let m = modulus.count
        guard x.count > m else { return x }
        var x = x
        // Each round makes the lowest word that is left zero by adding a multiple of n; what runs over the end is one at most.
        var overflow: UInt = 0
        x.withUnsafeMutableBufferPointer { x in
            modulus.withUnsafeBufferPointer { n in
                guard let words = x.baseAddress, let n = n.baseAddress else { return }
                for index in 0..<x.count - m {
                    let carry = addProduct(n, m, times: words[index] &* inverse, to: words + index)
                    let (first, overflow1) = words[index + m].addingReportingOverflow(carry)
                    let (second, overflow2) = first.addingReportingOverflow(overflow)
                    words[index + m] = second
                    overflow = overflow1 || overflow2 ? 1 : 0
                }
            }
        }
        var result = Words(x[(x.count - m)...])
        if overflow == 1 { subtractModulus(&result) }
        return result
    }

    /// Whether 2^(n−1) is 1 modulo n, as it is for every odd prime (Fermat's little theorem) and hardly any other number.
    var isProbablePrime: Bool {
        let m = modulus.count
        // What stands for 1: β^m mod n.
        var one = Words((((1 as BigUInt) << (64 * m)) % BigUInt(words: modulus)).words)
        while one.count < m { one.append(0) }
        var result = one
        for bit in stride(from: 64 * m - 1, through: 0, by: -1) {
            // Of numbers below n the reduced product is below 2n, and so is twice a number.
            result = belowModulus(reduced(product(result, result)), isOverflown: false)
            // n − 1 differs from n in the lowest bit only.
            guard bit > 0, modulus[bit / 64] >> UInt(bit % 64) & 1 == 1 else { continue }
            result = belowModulus(shifted(result, by: 1), isOverflown: result[m - 1] >> 63 == 1)
        }
        return result == one
    }

    /// A number below 2n, of which β^m is left out if it is overflown, modulo n.
    private func belowModulus(_ x: Words, isOverflown: Bool) -> Words {
        guard isOverflown || !isBelowModulus(x) else { return x }
        var result = x
        subtractModulus(&result)
        return result
    }

    private func isBelowModulus(_ x: Words) -> Bool {
        for index in x.indices.reversed() where x[index] != modulus[index] { return x[index] < modulus[index] }
        return false
    }

    /// Subtracts n modulo β^m.
    private func subtractModulus(_ x: inout Words) {
        var borrow: UInt = 0
        for index in x.indices {
            let (first, borrow1) = x[index].subtractingReportingOverflow(modulus[index])
            let (second, borrow2) = first.subtractingReportingOverflow(borrow)
            x[index] = second
            borrow = borrow1 || borrow2 ? 1 : 0
        }
    }
}
