import Synchronization

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// How far a long calculation is, and whether it is still wanted.
final class BatchRun: Sendable {
    private let progress: @Sendable (Double) -> Void
    private let isCancelled: @Sendable () -> Bool
    private let done = Mutex(0.0)

    init(progress: @escaping @Sendable (Double) -> Void, isCancelled: @escaping @Sendable () -> Bool) {
        self.progress = progress
        self.isCancelled = isCancelled
    }

    func check() throws(CancellationError) {
        if isCancelled() { throw CancellationError() }
    }

    /// Tells that a share of the whole is done.
    func advance(by share: Double) {
        done.withLock { done in
            done = min(done + share, 1)
            progress(done)
        }
    }

    /// A run for a small part at the end, which is cancelled with this one and whose progress isn't told.
    var quiet: BatchRun { BatchRun(progress: { _ in }, isCancelled: isCancelled) }
}
