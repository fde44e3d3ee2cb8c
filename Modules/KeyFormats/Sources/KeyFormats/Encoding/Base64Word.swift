/// Eight letters of base64 at once, in the eight bytes of a word, without a branch or a table that depends on them.
enum Base64Word {
    private static let high: UInt64 = 0x8080_8080_8080_8080

    /// That byte, eight times.
    @inline(__always)
    private static func every(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

    /// The highest bit of each byte that is at least `bound`, where no byte has that bit set itself.
    @inline(__always)
    private static func areAtLeast(_ bound: UInt8, _ letters: UInt64) -> UInt64 {
        // No byte borrows from its neighbour: each has 0x80 added, and the bound is no more than that.
        ((letters | high) &- every(bound)) & high
    }

    /// All bits of each byte whose highest bit is set, and no others.
    @inline(__always)
    private static func masks(_ marks: UInt64) -> UInt64 { (marks &- (marks &>> 7)) | marks }

    /// The 48 bits that eight letters stand for, in the upper end of a word.
    ///
    /// - Parameter word: The letters as they lie in memory.
    /// - Returns: Nil if one of them isn't of the alphabet.
    @inline(__always)
    static func bits(of word: UInt64) -> UInt64? {
        let letters = UInt64(bigEndian: word)
        let slash = areAtLeast(UInt8(ascii: "/"), letters), zero = areAtLeast(UInt8(ascii: "0"), letters)
        let isUpper = areAtLeast(UInt8(ascii: "A"), letters) & ~areAtLeast(UInt8(ascii: "Z") + 1, letters)
        let isLower = areAtLeast(UInt8(ascii: "a"), letters) & ~areAtLeast(UInt8(ascii: "z") + 1, letters)
        let isDigit = zero & ~areAtLeast(UInt8(ascii: "9") + 1, letters)
        let isPlus = areAtLeast(UInt8(ascii: "+"), letters) & ~areAtLeast(UInt8(ascii: "+") + 1, letters)
        let isSlash = slash & ~zero
        let isLetter = isUpper | isLower | isDigit | isPlus | isSlash
        guard (letters & high) | (isLetter ^ high) == 0 else { return nil }
        let upper = masks(isUpper), lower = masks(isLower), digit = masks(isDigit), plus = masks(isPlus), last = masks(isSlash)
        // Each byte becomes its number: A is 0, a is 26, 0 is 52, + is 62, / is 63.
        var bits = (letters & upper) &- (every(UInt8(ascii: "A")) & upper)
        bits |= (letters & lower) &- (every(UInt8(ascii: "a") - 26) & lower)
        bits |= (letters & digit) &+ (every(52 - UInt8(ascii: "0")) & digit)
        bits |= every(62) & plus
        bits |= every(63) & last
        // The zeros between the numbers go: pairs, then fours, then all eight move together.
        bits = (bits & 0x003f_003f_003f_003f) | (bits & 0x3f00_3f00_3f00_3f00) &>> 2
        bits = (bits & 0x0000_0fff_0000_0fff) | (bits & 0x0fff_0000_0fff_0000) &>> 4
        bits = (bits & 0x0000_0000_00ff_ffff) | (bits & 0x00ff_ffff_0000_0000) &>> 8
        return bits &<< 16
    }
}
