#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The products of numbers by pairs, of these by pairs, and so on up to the product of all.
struct ProductTree {
    /// The numbers first, and the product of all last. An odd one at a level's end is in the next level as it is.
    private var levels: [[Words]]
    private let isParallel: Bool

    /// The product of all.
    var root: Words { levels[levels.count - 1][0] }

    /// - Parameter numbers: At least one.
    init(_ numbers: [Words], isParallel: Bool, run: BatchRun) throws(CancellationError) {
        levels = [numbers]
        self.isParallel = isParallel
        while let last = levels.last, last.count > 1 {
            var next: [Words] = []
            next.reserveCapacity((last.count + 1) / 2)
            for index in stride(from: 0, to: last.count - 1, by: 2) {
                try run.check()
                next.append(product(last[index], last[index + 1], isParallel: isParallel))
            }
            if last.count % 2 == 1 { next.append(last[last.count - 1]) }
            levels.append(next)
        }
    }

    /// Makes the tree together with the sum of its cofactors: the product of all but the first, plus the product of all but the second, and so on.
    ///
    /// - Parameters:
    ///   - sums: For each number the sum of the cofactors of the numbers that it is the product of: 1 for one that stands for itself.
    ///   - keepsLevels: Whether more than the root is needed of the tree.
    static func withCofactorSum(
        _ numbers: [Words], _ sums: [Words], keepsLevels: Bool, isParallel: Bool, run: BatchRun
    ) throws(CancellationError) -> (tree: ProductTree, sum: Words) {
        var (levels, sums) = ([numbers], sums)
        while let last = levels.last, last.count > 1 {
            var (next, nextSums): ([Words], [Words]) = ([], [])
            for index in stride(from: 0, to: last.count - 1, by: 2) {
                try run.check()
                let (product, sum) = productAndCofactorSum(
                    last[index], sums[index], last[index + 1], sums[index + 1], isParallel: isParallel)
                next.append(product)
                nextSums.append(sum)
                // They aren't needed again.
                sums[index] = []
                sums[index + 1] = []
            }
            if last.count % 2 == 1 {
                next.append(last[last.count - 1])
                nextSums.append(sums[last.count - 1])
            }
            if !keepsLevels { levels.removeLast() }
            levels.append(next)
            sums = nextSums
        }
        return (ProductTree(levels: levels, isParallel: isParallel), sums[0])
    }

    private init(levels: [[Words]], isParallel: Bool) {
        self.levels = levels
        self.isParallel = isParallel
    }

    /// Takes a fraction x/root down the tree: for each number n the fraction (x mod n)/n.
    ///
    /// This is a scaled remainder tree (Bernstein, "Scaled remainder trees", 2004): from (x mod ab)/ab the fraction for a comes by a multiplication with b,
    /// after which what is before the point is dropped, so no number is ever divided. A fraction has a word more than its number: the errors of all
    /// levels together stay in the lowest bits of that word.
    ///
    /// - Parameter fraction: Of one word more than the root has, the point before its most significant one.
    consuming func fractions(of fraction: Words, run: BatchRun) throws(CancellationError) -> [Words] {
        var fractions = [fraction]
        levels.removeLast()
        while let numbers = levels.popLast() {
            var next: [Words] = []
            next.reserveCapacity(numbers.count)
            for index in fractions.indices {
                try run.check()
                guard 2 * index + 1 < numbers.count else {
                    next.append(fractions[index])
                    continue
                }
                let (a, b) = (numbers[2 * index], numbers[2 * index + 1])
                let all = a.count + b.count + 1
                let (one, two) = fractionProducts(
                    fractions[index], b, b.count..<all, a, a.count..<all, isParallel: isParallel)
                next.append(one)
                next.append(two)
                fractions[index] = []
            }
            fractions = next
        }
        return fractions
    }
}
