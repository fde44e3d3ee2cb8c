import BigInt

/// Up to this many words BigInt's division is fast enough.
private let divisionThreshold = 64

/// With β = 2^64 and d a number of k words whose top bit is set, β^(2k)/d, or a few less.
///
/// Newton's iteration doubles the words that are right: if x = β^(2h)/d' for the upper h words d' of d, then with the error e = β^(k+h) − d·x the better
/// value is x·β^(k−h) + x·e/β^(2h). It starts below the true value and never exceeds it, so that no number here is negative.
func reciprocal(_ d: Words, isParallel: Bool) -> Words {
    let k = d.count
    if k <= divisionThreshold {
        var result = Words((((1 as BigUInt) << (128 * k)) / BigUInt(words: d)).words)
        while result.count < k + 1 { result.append(0) }
        return result
    }
    let h = k / 2 + 2
    var x = reciprocal(Words(d[(k - h)...]), isParallel: isParallel)
    // d' is d rounded down, which makes its reciprocal too large by at most 4.
    decrement(&x, by: 5)
    let error = complement(product(d, x, isParallel: isParallel), toPower: k + h)
    // The lowest words of e are worth less than one in the result, and the highest are zero.
    let correction = product(x, Words(error[(h - 1)..<(k + 2)]), isParallel: isParallel)
    var result = Words(repeating: 0, count: k - h) + x
    // Together x·(e/β^(h−1)) is divided by β^(h+1).
    add(Words(correction[(h + 1)...]), to: &result)
    return result
}

/// β^power − x, of power words, where x isn't more than that.
private func complement(_ x: Words, toPower power: Int) -> Words {
    var result = Words(repeating: 0, count: power)
    var borrow: UInt = 0
    for index in 0..<power {
        let (first, borrow1) = (0 as UInt).subtractingReportingOverflow(index < x.count ? x[index] : 0)
        let (second, borrow2) = first.subtractingReportingOverflow(borrow)
        result[index] = second
        borrow = borrow1 || borrow2 ? 1 : 0
    }
    return result
}

private func decrement(_ x: inout Words, by amount: UInt) {
    var rest = amount
    for index in x.indices where rest > 0 {
        let (difference, borrow) = x[index].subtractingReportingOverflow(rest)
        x[index] = difference
        rest = borrow ? 1 : 0
    }
}
