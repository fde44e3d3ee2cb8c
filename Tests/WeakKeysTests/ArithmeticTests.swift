import BigInt
import Foundation
import Testing

@testable import WeakKeys

@Suite("Arithmetic on long numbers against Python's")
struct ArithmeticTests {
    private struct Product: Decodable {
        let a: String
        let countA: Int
        let b: String
        let countB: Int
        let product: String
    }

    private struct Candidate: Decodable {
        let number: String
        let isPrime: Bool

        init(from decoder: any Decoder) throws {
            var container = try decoder.unkeyedContainer()
            number = try container.decode(String.self)
            isPrime = try container.decode(Bool.self)
        }
    }

    /// Words with zeros up to the count that is asked for.
    private func words(_ number: String, _ count: Int) -> Words {
        let words = significant(makeWords(bytes(number)))
        return words + Words(repeating: 0, count: count - words.count)
    }

    private func significant(_ words: Words) -> Words {
        var words = words
        while words.last == 0 { words.removeLast() }
        return words
    }

    @Test("Greatest common divisors")
    func divisors() throws {
        let cases: [[String]] = try Reference.run("arithmetic", ["gcd"])
        #expect(cases.count > 150)
        for numbers in cases {
            let (a, b) = (makeWords(bytes(numbers[0])), makeWords(bytes(numbers[1])))
            #expect(greatestCommonDivisor(odd: a, b) == significant(makeWords(bytes(numbers[2]))), "\(numbers)")
            #expect(greatestCommonDivisor(odd: a + [0, 0], b) == significant(makeWords(bytes(numbers[2]))), "\(numbers)")
        }
    }

    @Test("Products, as at school and by the transform, on one processor and on all", arguments: [false, true])
    func products(isParallel: Bool) throws {
        let cases: [Product] = try Reference.run("arithmetic", ["product"])
        for sample in cases {
            let (a, b) = (words(sample.a, sample.countA), words(sample.b, sample.countB))
            let expected = words(sample.product, sample.countA + sample.countB)
            let sizes = "\(sample.countA) and \(sample.countB) words"
            // Compared outside of the expectations, which would take minutes to say how such long arrays differ.
            let areProductsRight = product(a, b, isParallel: isParallel) == expected && product(b, a, isParallel: isParallel) == expected
            #expect(areProductsRight, "\(sizes)")
            // a·b, and 1·b + 1·a.
            let one: (Int) -> Words = { count in [1] + Words(repeating: 0, count: count - 1) }
            let both = productAndCofactorSum(a, one(a.count), b, one(b.count), isParallel: isParallel)
            let areBothRight = both.product == expected && BigUInt(words: both.sum) == BigUInt(words: a) + BigUInt(words: b)
            #expect(areBothRight, "\(sizes)")
        }
    }

    @Test("Reciprocals are right but for the last few units, and never too large")
    func reciprocals() throws {
        let cases: [[String]] = try Reference.run("arithmetic", ["reciprocal"])
        for numbers in cases {
            let result = BigUInt(words: reciprocal(makeWords(bytes(numbers[0])), isParallel: false))
            let exact = BigUInt(bytes: bytes(numbers[1]))
            let isRight = result <= exact && exact - result < 32
            #expect(isRight, "\(numbers[0].count / 16) words")
        }
    }

    @Test("Primes of sizes that fill their words and that don't")
    func primes() throws {
        let candidates: [Candidate] = try Reference.run("arithmetic", ["primes"])
        for candidate in candidates {
            #expect(MontgomeryModulus(makeWords(bytes(candidate.number))).isProbablePrime == candidate.isPrime)
        }
    }

    @Test(
        "A transform and its inverse give every number back, multiplied by the length",
        arguments: [4, 8, 12, 48, 1024, 2048, 3072, 4096, 32768, 49152], [false, true])
    func transform(length: Int, isParallel: Bool) {
        let transform = NumberTheoreticTransform(length: length, isParallel: isParallel)
        #expect(NumberTheoreticTransform.length(atLeast: length - 1) == length)
        let values = UnsafeMutablePointer<UInt>.allocate(capacity: length)
        defer { values.deallocate() }
        var generator = SystemRandomNumberGenerator()
        let original = (0..<length).map { _ in UInt.random(in: 0..<GoldilocksField.modulus, using: &generator) }
        values.initialize(from: original, count: length)
        transform.forward(values)
        #expect(values[0] == original.reduce(0, GoldilocksField.add), "The first value is that at 1.")
        transform.inverse(values)
        #expect((0..<length).allSatisfy { values[$0] == GoldilocksField.multiply(original[$0], UInt(length)) })
    }
}
