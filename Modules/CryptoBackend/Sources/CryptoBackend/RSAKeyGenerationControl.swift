/// The caller's hold on a key generation that runs: it can end it, and hears what it does.
///
/// Both closures are called on the threads that search, often and from several at once: they must be quick and mustn't wait for anything.
public struct RSAKeyGenerationControl: Sendable {
    /// Whether the generation is to end, with ``CryptoError/Code-swift.struct/cancelled``. A backend asks before it begins and when it
    /// has a key, and in between as often as its library lets it (``CryptoOperation/cancelRSAKeyGeneration``). One yes is enough.
    public let isCancelled: @Sendable () -> Bool
    /// Hears of every step that the library tells of.
    public let progress: @Sendable (RSAKeyGenerationStep) -> Void

    public init(
        isCancelled: @escaping @Sendable () -> Bool = { false },
        progress: @escaping @Sendable (RSAKeyGenerationStep) -> Void = { _ in }
    ) {
        self.isCancelled = isCancelled
        self.progress = progress
    }

    /// Throws if the generation is to end.
    ///
    /// - Throws: ``CryptoError`` with ``CryptoError/Code-swift.struct/cancelled``.
    public func checkCancellation() throws(CryptoError) {
        if isCancelled() { throw .cancelledKeyGeneration() }
    }
}
