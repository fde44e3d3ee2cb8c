import BigInt

/// A natural number as 64-bit words, the least significant first, zeros at the end allowed: what products of many moduli are computed with, since
/// BigInt's multiplication and division are too slow for numbers of megabytes.
typealias Words = [UInt]

/// The words of a number in big-endian bytes.
func makeWords(_ bytes: [UInt8]) -> Words {
    var words = Words(repeating: 0, count: (bytes.count + 7) / 8)
    var index = bytes.count
    for word in words.indices {
        for shift in stride(from: 0 as UInt, to: 64, by: 8) where index > 0 {
            index -= 1
            words[word] |= UInt(bytes[index]) << shift
        }
    }
    return words
}

extension BigUInt {
    /// The number of big-endian bytes.
    init(bytes: [UInt8]) { self.init(words: makeWords(bytes)) }
}

/// 1 for an overflow or a borrow, without a branch: those of arithmetic on what is as good as random are mispredicted half of the time.
@inline(__always)
func bit(_ flag: Bool) -> UInt { UInt(unsafeBitCast(flag, to: UInt8.self)) }

/// Adds y·factor to x and gives the word that doesn't fit.
@inline(__always)
func addProduct(_ y: UnsafePointer<UInt>, _ count: Int, times factor: UInt, to x: UnsafeMutablePointer<UInt>) -> UInt {
    var carry: UInt = 0
    var index = 0
    while index < count {
        let (high, low) = y[index].multipliedFullWidth(by: factor)
        let (first, carry1) = low.addingReportingOverflow(carry)
        let (second, carry2) = first.addingReportingOverflow(x[index])
        x[index] = second
        carry = high &+ bit(carry1) &+ bit(carry2)
        index &+= 1
    }
    return carry
}

/// Adds y to x, which has room for the sum: at least as many words, and one to spare if the sum needs it.
func add(_ y: Words, to x: inout Words, at offset: Int = 0) {
    var carry: UInt = 0
    var index = 0
    while offset + index < x.count, index < y.count || carry > 0 {
        let (first, carry1) = x[offset + index].addingReportingOverflow(index < y.count ? y[index] : 0)
        let (second, carry2) = first.addingReportingOverflow(carry)
        x[offset + index] = second
        carry = (carry1 ? 1 : 0) + (carry2 ? 1 : 0)
        index += 1
    }
}

/// x shifted to the left by less than a word, which loses no bits.
func shifted(_ x: Words, by bits: Int) -> Words {
    guard bits > 0 else { return x }
    var result = x
    for index in stride(from: x.count - 1, through: 0, by: -1) {
        result[index] = x[index] << UInt(bits) | (index > 0 ? x[index - 1] >> UInt(64 - bits) : 0)
    }
    return result
}
