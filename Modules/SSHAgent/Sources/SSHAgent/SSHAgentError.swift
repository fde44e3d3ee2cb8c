/// What asking an agent fails with.
///
/// The message is a clause for the person who reads it, without a capital or a full stop, and says what to do.
public struct SSHAgentError: Error, Sendable, CustomStringConvertible {
    /// What kind of failure it is, for a program to decide by.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        public let description: String

        /// No agent answers at the socket.
        public static let unreachable = Code(description: "unreachable")
        /// The agent holds no key of that kind: it is empty, locked, or has others.
        public static let keyNotFound = Code(description: "key not found")
        /// The agent won't sign: somebody refused, the key is gone, or the token that holds it is.
        public static let refused = Code(description: "refused")
        /// The agent didn't answer in time.
        public static let timedOut = Code(description: "timed out")
        /// The agent's answer isn't what the protocol allows, or no signature of the message by the key.
        public static let invalidAnswer = Code(description: "invalid answer")
    }

    /// What kind of failure it is.
    public let code: Code
    /// What was wrong, in words.
    public let message: String
    /// The source file that threw.
    public let file: String
    /// The line that threw.
    public let line: Int

    public init(_ code: Code, _ message: String, file: String = #fileID, line: Int = #line) {
        self.code = code
        self.message = message
        self.file = file
        self.line = line
    }

    public var description: String { message }
}
