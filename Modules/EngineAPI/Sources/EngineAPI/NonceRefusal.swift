/// Why a client doesn't sign what an engine sent.
public struct NonceRefusal: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong with the nonce, in words.
    public let reason: String

    init(_ reason: String) {
        self.reason = reason
    }

    public var description: String { "the engine sent something that is no nonce: \(reason)" }
}
