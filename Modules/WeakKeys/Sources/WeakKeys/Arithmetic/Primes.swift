/// The primes up to a bound, ascending (the sieve of Eratosthenes).
func primes(through bound: Int) -> [Int] {
    guard bound >= 2 else { return [] }
    var isComposite = [Bool](repeating: false, count: bound + 1)
    var primes: [Int] = []
    for candidate in 2...bound where !isComposite[candidate] {
        primes.append(candidate)
        var multiple = candidate * candidate
        while multiple <= bound {
            isComposite[multiple] = true
            multiple += candidate
        }
    }
    return primes
}

/// x modulo a number of up to 32 bits.
func remainder(_ x: Words, dividingBy divisor: UInt) -> UInt {
    var result: UInt = 0
    for word in x.reversed() {
        result = (result << 32 | word >> 32) % divisor
        result = (result << 32 | word & 0xFFFF_FFFF) % divisor
    }
    return result
}

/// base^exponent modulo a number of up to 32 bits.
func power(_ base: UInt, _ exponent: UInt, modulo modulus: UInt) -> UInt {
    var (result, square, rest) = (1 % modulus, base % modulus, exponent)
    while rest > 0 {
        if rest & 1 == 1 { result = result * square % modulus }
        square = square * square % modulus
        rest >>= 1
    }
    return result
}
