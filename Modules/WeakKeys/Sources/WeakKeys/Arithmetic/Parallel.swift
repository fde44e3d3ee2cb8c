import Dispatch
import Synchronization

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Work on all processors. Each function returns when all is done.
enum Parallel {
    static let processors = max(ProcessInfo.processInfo.activeProcessorCount, 1)

    /// How many times work is split in two until there is a piece for each processor.
    static let levels = (processors - 1).bitWidth - (processors - 1).leadingZeroBitCount

    /// Does 0..<count.
    static func forEach(_ count: Int, _ body: @Sendable (Int) -> Void) {
        withoutActuallyEscaping(body) { body in
            DispatchQueue.concurrentPerform(iterations: count) { body($0) }
        }
    }

    /// What 0..<count give, in that order.
    static func map<Result: Sendable>(_ count: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
        let results = Mutex<[Int: Result]>([:])
        forEach(count) { index in
            let result = body(index)
            results.withLock { $0[index] = result }
        }
        return results.withLock { results in (0..<count).map { results[$0]! } }
    }

    /// Does 0..<count in a piece for each of the 2^splits processors.
    static func inChunks(of count: Int, splits: Int, _ body: @Sendable (Range<Int>) -> Void) {
        guard splits > 0 else { return body(0..<count) }
        let chunks = 1 << splits
        forEach(chunks) { body(count * $0 / chunks..<count * ($0 + 1) / chunks) }
    }

    /// Does two things, at once if there are processors left to split the work between.
    static func both(splits: Int, _ one: @Sendable () -> Void, _ two: @Sendable () -> Void) {
        guard splits > 0 else {
            one()
            return two()
        }
        forEach(2) { $0 == 0 ? one() : two() }
    }
}
