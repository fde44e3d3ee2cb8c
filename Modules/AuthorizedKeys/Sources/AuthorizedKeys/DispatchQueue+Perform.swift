import Dispatch

extension DispatchQueue {
    /// Runs what may wait for a disk or a lock away from the threads that all tasks share.
    func perform<R: Sendable>(_ body: @escaping @Sendable () throws(KeyStoreError) -> R) async throws(KeyStoreError) -> R {
        let result: Result<R, KeyStoreError> = await withCheckedContinuation { continuation in
            async {
                continuation.resume(returning: Result { () throws(KeyStoreError) in try body() })
            }
        }
        return try result.get()
    }
}
