/// Why a text is no engine's address.
///
/// The message is a clause for the person who reads it, without a capital or a full stop.
public struct EngineAddressError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong with the address and how it is written right.
    public let message: String

    init(_ message: String) {
        self.message = message
    }

    public var description: String { message }
}
