import Synchronization

/// A key generation on a thread of its own, for which a task waits.
final class DetachedKeyGeneration: Sendable {
    private enum State {
        case running
        case awaited(CheckedContinuation<Result<RSAPrivateKey, CryptoError>, Never>)
        /// There is an outcome that nobody has taken yet.
        case ended(Result<RSAPrivateKey, CryptoError>)
        /// The task has its outcome. What comes later is dropped, and so wiped.
        case delivered
    }

    private let state = Mutex(State.running)
    private let cancellation = Atomic<Bool>(false)

    /// True once the task was cancelled.
    var isCancelled: Bool { cancellation.load(ordering: .acquiring) }

    /// Runs `generate` on a thread of its own and waits for it as long as it takes, or for the task's cancellation.
    ///
    /// - Parameter isAbandonedWhenCancelled: True if a cancelled task doesn't wait for the end of `generate`, which then goes on for nobody.
    func run(
        isAbandonedWhenCancelled: Bool, _ generate: @escaping @Sendable (DetachedKeyGeneration) -> Result<RSAPrivateKey, CryptoError>
    ) async throws(CryptoError) -> RSAPrivateKey {
        // The thread is begun where cancellation is already heard: a task that was cancelled before it asked begins none.
        let result = await withTaskCancellationHandler { () -> Result<RSAPrivateKey, CryptoError> in
            do throws(CryptoError) {
                if isCancelled { throw .cancelledKeyGeneration() }
                _ = try BackendThread { self.finish(with: generate(self)) }
            } catch {
                return .failure(error)
            }
            return await withCheckedContinuation { wait(with: $0) }
        } onCancel: {
            cancellation.store(true, ordering: .releasing)
            if isAbandonedWhenCancelled {
                finish(with: .failure(.cancelledKeyGeneration()))
            }
        }
        return try result.get()
    }

    private func wait(with continuation: CheckedContinuation<Result<RSAPrivateKey, CryptoError>, Never>) {
        let outcome = state.withLock { state -> Result<RSAPrivateKey, CryptoError>? in
            guard case .ended(let outcome) = state else {
                state = .awaited(continuation)
                return nil
            }
            state = .delivered
            return outcome
        }
        if let outcome { continuation.resume(returning: outcome) }
    }

    private func finish(with outcome: Result<RSAPrivateKey, CryptoError>) {
        let continuation = state.withLock { state -> CheckedContinuation<Result<RSAPrivateKey, CryptoError>, Never>? in
            switch state {
            case .running: state = .ended(outcome)
            case .awaited(let continuation):
                state = .delivered
                return continuation
            case .ended, .delivered: break
            }
            return nil
        }
        continuation?.resume(returning: outcome)
    }
}
