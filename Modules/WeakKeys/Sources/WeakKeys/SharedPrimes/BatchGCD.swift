import Synchronization

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// For each of many odd numbers what it has in common with the product of all others (Bernstein, "How to find smooth parts of integers", 2004; Heninger
/// and others, "Mining your Ps and Qs", 2012), in a time that grows hardly faster than the count.
///
/// With P the product of all n and S the sum of all P/n, S mod n is the product of all others modulo n. A product tree gives P and S, one division S/P,
/// and a remainder tree S mod n for each n. The tree is cut into blocks that the processors share; above them it is computed with all processors at a
/// time. Below the blocks nothing is kept from the way up to the way down, so it takes about twenty times the memory of P.
struct BatchGCD {
    private let numbers: [Words]

    /// The words of a block's product: two megabytes with its cofactor sum, of which a tree fits beside the processor's caches.
    private static let largestBlock = 1 << 17

    /// - Parameter numbers: Odd, greater than 1, and no two the same.
    init(_ numbers: [Words]) {
        // S has as many words as P, which takes that the sum of all 1/n is small.
        self.numbers = numbers.map { $0.count < 2 ? $0 + [0] : $0 }
    }

    /// The greatest common divisor of each number and the product of all others, 1 for most.
    func divisors(_ run: BatchRun) throws(CancellationError) -> [Words] {
        guard numbers.count > 1 else { return numbers.map { _ in [1] } }
        let blocks = makeBlocks()
        let share = 0.3 / Double(blocks.count)
        let fractions = try makeFractions(of: blocks, run)
        let results = Parallel.map(blocks.count) { index in
            let divisors = try? self.divisors(blocks[index], fractions[index], run)
            run.advance(by: share)
            return divisors
        }
        try run.check()
        return results.flatMap { $0 ?? [] }
    }

    /// For each block with the product b the fraction (S mod b)/b.
    private func makeFractions(of blocks: [Range<Int>], _ run: BatchRun) throws(CancellationError) -> [Words] {
        let (tree, sum) = try makeTree(of: blocks, run)
        run.advance(by: 0.2)
        let fraction = makeFraction(sum, tree.root)
        run.advance(by: 0.1)
        let fractions = try tree.fractions(of: fraction, run: run)
        run.advance(by: 0.1)
        return fractions
    }

    /// The tree above the blocks, and S.
    private func makeTree(of blocks: [Range<Int>], _ run: BatchRun) throws(CancellationError) -> (tree: ProductTree, sum: Words) {
        let share = 0.3 / Double(blocks.count)
        let roots = Parallel.map(blocks.count) { index in
            let block = Array(numbers[blocks[index]])
            let ones = block.map { number in number.indices.map { $0 == 0 ? 1 as UInt : 0 } }
            let result = try? ProductTree.withCofactorSum(block, ones, keepsLevels: false, isParallel: false, run: run)
            run.advance(by: share)
            return result.map { (product: $0.tree.root, sum: $0.sum) }
        }.compactMap { $0 }
        try run.check()
        return try ProductTree.withCofactorSum(
            roots.map(\.product), roots.map(\.sum), keepsLevels: true, isParallel: true, run: run)
    }

    private func makeBlocks() -> [Range<Int>] {
        let total = numbers.reduce(0) { $0 + $1.count }
        let limit = min(BatchGCD.largestBlock, total / (2 * Parallel.processors))
        var blocks: [Range<Int>] = []
        var (start, words) = (0, 0)
        for index in numbers.indices {
            words += numbers[index].count
            guard words >= limit || index == numbers.count - 1 else { continue }
            blocks.append(start..<index + 1)
            (start, words) = (index + 1, 0)
        }
        return blocks
    }

    /// The part after the point of sum/root, of one word more than the root has.
    private func makeFraction(_ sum: Words, _ root: Words) -> Words {
        var significant = root
        while significant.last == 0 { significant.removeLast() }
        let shift = significant[significant.count - 1].leadingZeroBitCount
        // As many zeros in front that the reciprocal is as precise as the fraction.
        let divisor = Words(repeating: 0, count: root.count - significant.count + 1) + shifted(significant, by: shift)
        let inverse = reciprocal(divisor, isParallel: true)
        // One half of the sum after the other, which takes less memory for the transforms.
        let dividend = shifted(sum, by: shift)
        let half = dividend.count / 2
        var quotient = product(inverse, Words(dividend[..<half]), isParallel: true) + Words(repeating: 0, count: dividend.count - half)
        add(product(inverse, Words(dividend[half...]), isParallel: true), to: &quotient, at: half)
        return Words(quotient[significant.count..<significant.count + root.count + 1])
    }

    private func divisors(_ block: Range<Int>, _ fraction: Words, _ run: BatchRun) throws(CancellationError) -> [Words] {
        let block = Array(numbers[block])
        let fractions = try ProductTree(block, isParallel: false, run: run).fractions(of: fraction, run: run)
        var divisors: [Words] = []
        divisors.reserveCapacity(block.count)
        for (number, fraction) in zip(block, fractions) {
            try run.check()
            // The fraction times the number is a whole number but for the errors: it is rounded.
            let multiple = product(fraction, number)
            var remainder = Words(multiple[fraction.count...])
            if multiple[fraction.count - 1] >> 63 == 1 { add([1], to: &remainder) }
            divisors.append(greatestCommonDivisor(odd: number, remainder))
        }
        return divisors
    }
}
