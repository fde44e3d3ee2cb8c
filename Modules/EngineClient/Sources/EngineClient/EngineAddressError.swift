/// Why a text is no engine's address.
///
/// The message is a clause for the person who reads it, without a capital or a full stop.
public struct EngineAddressError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong with the address and how it is written right.
    public let message: String
    /// The same without the address, as the second half of a sentence that names it: "it has no host".
    public let reason: String

    /// - Parameters:
    ///   - address: The address, as it may be shown.
    ///   - reason: What is wrong with it, as the second half of a sentence.
    init(_ address: String, _ reason: String) {
        message = "\(address) can't be an engine's address: \(reason)"
        self.reason = reason
    }

    public var description: String { message }
}
