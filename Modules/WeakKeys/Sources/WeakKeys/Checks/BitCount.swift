import CryptoBackend

/// How many of a modulus's bits are ones, in a hundred, rounded down.
struct BitCount {
    /// The size of the modulus in bits.
    let width: Int
    /// Of all bits.
    let share: Int
    /// Of the lower half, up to its highest one.
    let lowerShare: Int
    /// The modulus.
    let words: Words

    init(_ key: RSAPublicKey) {
        width = key.bitWidth
        words = makeWords(key.modulus)
        share = words.reduce(0) { $0 + $1.nonzeroBitCount } * 100 / width
        var lower = Words(words[..<((width / 2 + 63) / 64)])
        if width / 2 % 64 != 0 { lower[lower.count - 1] &= 1 << UInt(width / 2 % 64) - 1 }
        while lower.last == 0 { lower.removeLast() }
        let lowerWidth = 64 * lower.count - (lower.last?.leadingZeroBitCount ?? 0)
        lowerShare = lower.reduce(0) { $0 + $1.nonzeroBitCount } * 100 / lowerWidth
    }
}
