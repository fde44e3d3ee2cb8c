import CryptoBackend

extension WeakKeyFinding.Code {
    /// The modulus was made by Infineon's library of 2012 to 2017.
    public static let roca = WeakKeyFinding.Code("roca")
}

/// The Infineon pattern, ROCA (CVE-2017-15361).
///
/// The primes of that library are k·M + (65537^a mod M), where M is the product of the first primes: up to 167 for the smallest keys, and more for
/// larger ones. So their product is a power of 65537 modulo each of these primes, all with one exponent. Of random numbers one in 2^150 is
/// (Nemec and others, "The Return of Coppersmith's Attack", 2017).
public struct ROCA: WeakKeyCheck {
    /// The powers of 65537 modulo a prime.
    private struct Subgroup {
        let prime: UInt
        let order: UInt
        /// For each remainder the exponent, or nil if it is no power.
        let logarithms: [UInt?]

        init(_ prime: UInt) {
            var logarithms = [UInt?](repeating: nil, count: Int(prime))
            var (value, exponent) = (1 as UInt, 0 as UInt)
            repeat {
                logarithms[Int(value)] = exponent
                value = value * (65537 % prime) % prime
                exponent += 1
            } while value != 1
            self.prime = prime
            self.order = exponent
            self.logarithms = logarithms
        }
    }

    /// Subgroups by products of their primes that fit into 32 bits, so that one division serves several.
    private static let groups: [(product: UInt, subgroups: [Subgroup])] = {
        var groups: [(product: UInt, subgroups: [Subgroup])] = []
        for prime in primes(through: 167).dropFirst().map(UInt.init) {
            if let last = groups.last, last.product * prime < 1 << 32 {
                groups[groups.count - 1].product *= prime
                groups[groups.count - 1].subgroups.append(Subgroup(prime))
            } else {
                groups.append((prime, [Subgroup(prime)]))
            }
        }
        return groups
    }()

    public init() {}

    public func finding(for key: RSAPublicKey) -> WeakKeyFinding? {
        let modulus = makeWords(key.modulus)
        // What is known of the exponent: its remainder modulo the least common multiple of the orders so far, below 2^62 for all of them.
        var (exponent, period) = (0 as UInt, 1 as UInt)
        for group in ROCA.groups {
            let value = remainder(modulus, dividingBy: group.product)
            for subgroup in group.subgroups {
                guard let logarithm = subgroup.logarithms[Int(value % subgroup.prime)] else { return nil }
                // One of the exponents that are possible so far has to be possible here too.
                let choices = subgroup.order / greatestCommonDivisor(period, subgroup.order)
                let fits = { (choice: UInt) in (exponent + choice * period) % subgroup.order == logarithm }
                guard let choice = (0..<choices).first(where: fits) else { return nil }
                exponent += choice * period
                period *= choices
            }
        }
        return WeakKeyFinding(
            .roca, .critical,
            "The key was made by a faulty library in chips by Infineon (ROCA, CVE-2017-15361): smart cards, security tokens and TPMs from 2012 to "
                + "2017. The private key can be computed from the public one. Replace the key with one that is made in software or by a newer "
                + "chip.")
    }

    private func greatestCommonDivisor(_ a: UInt, _ b: UInt) -> UInt { b == 0 ? a : greatestCommonDivisor(b, a % b) }
}
