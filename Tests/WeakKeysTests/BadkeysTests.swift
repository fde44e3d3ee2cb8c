import CryptoBackend
import Testing
import WeakKeys

/// What we and badkeys call the same thing. badkeys is a second opinion that others wrote.
private let names: [String: WeakKeyFinding.Code] = [
    "rsawarnings/extremely_small": .smallModulus,
    "rsawarnings/too_small": .smallModulus,
    "rsawarnings/exponent_3": .smallPublicExponent,
    "fermat": .closePrimes,
    "fermat/square": .closePrimes,
    "roca": .roca,
    "smallfactors/valid": .smallFactor,
    "smallfactors/corrupt": .smallFactor,
    "smalld": .smallPrivateExponent,
    "rsapoly": .shortSleeve,
    "rsapoly/completeftp": .shortSleeve,
    "rsapoly/nautilus": .shortSleeve,
    "rsabias": .biasedBits,
    "rsabias/vanity": .biasedBits,
    "pattern": .repeatedBytes,
    "xzbackdoor": .xzBackdoorPayload,
]

/// What badkeys finds and we don't: in a modulus that is mostly zeros it sees a command for xz too, whose three numbers are zero.
private let theirs: [String: [String]] = ["words of 128 bits with 6": ["xzbackdoor"]]

/// What badkeys has no check for.
private let ours: Set<WeakKeyFinding.Code> = [.primeModulus, .perfectPower]

/// What each of the keys in `weak_keys.py` is made to have, and badkeys' name for that.
private let made: [String: (code: WeakKeyFinding.Code, badkeys: String?)] = [
    "768 bits": (.smallModulus, "rsawarnings/too_small"),
    "1024 bits": (.smallModulus, "rsawarnings/too_small"),
    "exponent 3": (.smallPublicExponent, "rsawarnings/exponent_3"),
    "exponent 17": (.smallPublicExponent, "rsawarnings/exponent_not_65537"),
    "neighbouring primes": (.closePrimes, "fermat"),
    "primes found in a few steps": (.closePrimes, "fermat"),
    "primes found in about 80 steps": (.closePrimes, "fermat"),
    "square of a prime": (.closePrimes, "fermat/square"),
    "Infineon, 512 bits": (.roca, "roca"),
    "Infineon, 1024 bits": (.roca, "roca"),
    "Infineon, 2048 bits": (.roca, "roca"),
    "divisible by 3": (.smallFactor, "smallfactors/valid"),
    "divisible by 65537": (.smallFactor, "smallfactors/valid"),
    "damaged": (.smallFactor, "smallfactors/corrupt"),
    "small private exponent": (.smallPrivateExponent, "smalld"),
    "small private exponent, Carmichael's function": (.smallPrivateExponent, "smalld"),
    "words of 32 bits with 7": (.shortSleeve, "rsapoly/completeftp"),
    "words of 128 bits with 6": (.shortSleeve, "rsapoly/nautilus"),
    "chosen beginning": (.biasedBits, "rsabias/vanity"),
    "biased throughout": (.biasedBits, "rsabias"),
    "repeated bytes": (.repeatedBytes, "pattern"),
    "command for xz": (.xzBackdoorPayload, "xzbackdoor"),
    "prime modulus": (.primeModulus, nil),
    "cube of a prime": (.perfectPower, nil),
]

@Suite("Weak keys as badkeys sees them")
struct BadkeysTests {
    @Test("Each weakness is found by both, and neither finds what the other doesn't")
    func weakKeys() throws {
        let keys: [NamedKey] = try Reference.run("weak_keys")
        #expect(Set(keys.map(\.name)) == Set(made.keys))
        for (named, all) in zip(keys, try Reference.badkeys(keys)) {
            let found = all.filter { theirs[named.name]?.contains($0) != true }
            #expect(all.count - found.count == theirs[named.name]?.count ?? 0)
            let key = try named.key()
            let findings = WeakKeyChecks.all.findings(for: key)
            let codes = Set(findings.map(\.code))
            let expected = try #require(made[named.name])
            #expect(codes.contains(expected.code), "\(named.name): \(codes)")
            if let name = expected.badkeys { #expect(found.contains(name), "\(named.name): \(found)") }
            let isAlsoFoundHere = { (name: String) in names[name].map(codes.contains) ?? name.hasPrefix("rsawarnings/") }
            #expect(found.allSatisfy(isAlsoFoundHere), "\(named.name): \(found) and \(codes)")
            // Of several warnings about size and exponent badkeys gives one.
            let known = Set(found.compactMap { names[$0] }).union(ours).union(expected.code == .smallPublicExponent ? [expected.code] : [])
            #expect(codes.isSubset(of: known), "\(named.name): \(found) and \(codes)")
        }
    }

    @Test("None of 200 good keys has a finding, here or there, nor two of them anything in common")
    func goodKeys() throws {
        let keys: [NamedKey] = try Reference.run("good_keys")
        #expect(keys.count == 200)
        for (named, theirs) in zip(keys, try Reference.badkeys(keys)) {
            #expect(theirs.isEmpty, "\(named.name): \(theirs)")
            let findings = WeakKeyChecks.all.findings(for: try named.key())
            #expect(findings.isEmpty, "\(named.name): \(findings)")
        }
        let shared = try SharedPrimes.findings(among: try keys.map { try $0.key() }, progress: { _ in }, isCancelled: { false })
        #expect(shared.isEmpty)
    }
}
