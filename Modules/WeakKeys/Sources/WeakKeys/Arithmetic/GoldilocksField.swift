/// The integers modulo the prime p = 2^64 − 2^32 + 1, whose multiplicative group has 2^32 · 3 · 5 · 17 · 257 · 65537 elements: room for transforms
/// of every length that fits into memory. Elements are kept below p.
enum GoldilocksField {
    static let modulus: UInt = 0xFFFF_FFFF_0000_0001
    /// 2^64 mod p.
    private static let epsilon: UInt = 0xFFFF_FFFF
    /// Generates the multiplicative group.
    private static let generator: UInt = 7

    // Borrows and carries are told by the highest bits, as masks: of what is as good as random the processor mispredicts half of all branches,
    // and the compiler makes branches of overflow flags.

    @inline(__always)
    static func add(_ a: UInt, _ b: UInt) -> UInt { subtract(a, modulus &- b) }

    @inline(__always)
    static func subtract(_ a: UInt, _ b: UInt) -> UInt {
        let difference = a &- b
        return difference &+ (modulus & maskOfHighestBit((~a & b) | ((~a | b) & difference)))
    }

    @inline(__always)
    static func multiply(_ a: UInt, _ b: UInt) -> UInt {
        // With high = h·2^32 + l: 2^96 ≡ −1 and 2^64 ≡ 2^32 − 1, so the product is low − h + l·(2^32 − 1).
        let (high, low) = a.multipliedFullWidth(by: b)
        let difference = low &- (high &>> 32)
        let first = difference &- (epsilon & maskOfHighestBit(~low & difference))
        let rest = high & epsilon
        let second = (rest &<< 32) &- rest
        let sum = first &+ second
        let carry = maskOfHighestBit((first & second) | ((first | second) & ~sum))
        return subtract(sum &+ (epsilon & carry), modulus)
    }

    /// All ones if the highest bit is one.
    @inline(__always)
    private static func maskOfHighestBit(_ x: UInt) -> UInt { UInt(bitPattern: Int(bitPattern: x) &>> 63) }

    static func power(_ base: UInt, _ exponent: UInt) -> UInt {
        var (result, square, rest) = (1 as UInt, base, exponent)
        while rest > 0 {
            if rest & 1 == 1 { result = multiply(result, square) }
            square = multiply(square, square)
            rest >>= 1
        }
        return result
    }

    static func inverse(_ a: UInt) -> UInt { power(a, modulus - 2) }

    /// A primitive root of unity; `order` divides p − 1. The roots of different orders fit: the k-th power of the one of order k·m is that of order m.
    static func root(ofOrder order: UInt) -> UInt { power(generator, (modulus - 1) / order) }
}
