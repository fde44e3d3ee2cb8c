/// From how many words of the shorter factor on the transform is faster than multiplying as at school.
private let transformThreshold = 256

/// a·b, of as many words as a and b have together.
func product(_ a: Words, _ b: Words, isParallel: Bool = false) -> Words {
    guard min(a.count, b.count) >= transformThreshold else { return schoolProduct(a, b) }
    let convolution = Convolution(words: a.count + b.count, shorter: min(a.count, b.count), isParallel: isParallel)
    let result = convolution.transformed(a)
    convolution.multiply(result, by: convolution.transformed(b))
    return convolution.words(0..<a.count + b.count, of: result)
}

/// The product of both numbers and their products with the other's cofactor sum, added up: (a·b, s·b + t·a).
func productAndCofactorSum(_ a: Words, _ s: Words, _ b: Words, _ t: Words, isParallel: Bool) -> (product: Words, sum: Words) {
    let words = a.count + b.count
    guard min(a.count, b.count) >= transformThreshold else {
        var sum = schoolProduct(s, b)
        add(schoolProduct(t, a), to: &sum)
        return (schoolProduct(a, b), sum)
    }
    let convolution = Convolution(words: words, shorter: min(a.count, b.count), sums: 2, isParallel: isParallel)
    // Three transforms at a time are in memory.
    let first = convolution.transformed(b)
    let sum = convolution.transformed(s)
    convolution.multiply(sum, by: first)
    let second = convolution.transformed(a)
    convolution.multiply(first, by: second)
    let product = convolution.words(0..<words, of: first)
    do {
        let third = convolution.transformed(t)
        convolution.add(productOf: second, and: third, to: sum)
    }
    return (product, convolution.words(0..<words, of: sum))
}

/// The words `range` of a fraction's products with both numbers, as they are modulo 2^64 to the power of the fraction's words. Where the transform is
/// used the least significant of these words may be too large by one.
func fractionProducts(
    _ fraction: Words, _ a: Words, _ rangeA: Range<Int>, _ b: Words, _ rangeB: Range<Int>, isParallel: Bool
) -> (Words, Words) {
    guard min(a.count, b.count) >= transformThreshold else {
        return (Words(schoolProduct(fraction, a)[rangeA]), Words(schoolProduct(fraction, b)[rangeB]))
    }
    // The product's words beyond the fraction's length come to lie on its least significant ones, which aren't asked for.
    let convolution = Convolution(words: fraction.count, shorter: max(a.count, b.count), isParallel: isParallel)
    let transformed = convolution.transformed(fraction)
    let first = convolution.transformed(a)
    convolution.multiply(first, by: transformed)
    let one = convolution.words(rangeA, of: first)
    let second = convolution.transformed(b)
    convolution.multiply(second, by: transformed)
    return (one, convolution.words(rangeB, of: second))
}

private func schoolProduct(_ a: Words, _ b: Words) -> Words {
    let (long, short) = a.count >= b.count ? (a, b) : (b, a)
    return Words(unsafeUninitializedCapacity: a.count + b.count) { result, count in
        result.initialize(repeating: 0)
        count = a.count + b.count
        guard let base = result.baseAddress else { return }
        long.withUnsafeBufferPointer { words in
            guard let words = words.baseAddress else { return }
            for index in short.indices {
                base[index + long.count] = addProduct(words, long.count, times: short[index], to: base + index)
            }
        }
    }
}
