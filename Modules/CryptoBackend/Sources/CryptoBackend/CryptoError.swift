/// What a cryptographic operation fails with.
///
/// The message is a clause for the person who reads it, without a capital or a full stop, and never holds key material.
public struct CryptoError: Error, Sendable, CustomStringConvertible {
    /// What kind of failure it is, for a program to decide by.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        public let description: String

        /// The backend, or its library, hasn't this operation with these parameters. ``CryptoError/operation`` names it.
        public static let unsupported = Code(description: "unsupported")
        /// The numbers are no RSA key, or do not belong together.
        public static let invalidKey = Code(description: "invalid key")
        /// A parameter is out of its range: a length, a count of rounds.
        public static let invalidParameter = Code(description: "invalid parameter")
        /// An authenticated cipher's tag doesn't fit: a wrong key or altered data.
        public static let authenticationFailed = Code(description: "authentication failed")
        /// The caller asked to stop.
        public static let cancelled = Code(description: "cancelled")
        /// No backend of that name is registered.
        public static let unknownBackend = Code(description: "unknown backend")
        /// The library reported a failure of its own; the message carries its reason.
        public static let libraryFailure = Code(description: "library failure")
    }

    /// What kind of failure it is.
    public let code: Code
    /// What was wrong, in words.
    public let message: String
    /// The operation that isn't there, where the code is ``Code-swift.struct/unsupported``.
    public let operation: CryptoOperation?
    /// The source file that threw.
    public let file: String
    /// The line that threw.
    public let line: Int

    public init(
        _ code: Code, _ message: String, operation: CryptoOperation? = nil, file: String = #fileID, line: Int = #line
    ) {
        self.code = code
        self.message = message
        self.operation = operation
        self.file = file
        self.line = line
    }

    /// The error for an operation that a backend hasn't.
    ///
    /// - Parameters:
    ///   - operation: The operation with its parameters.
    ///   - backend: The backend's name.
    ///   - reason: Why, in words, where there is more to say than that.
    public static func unsupported(
        _ operation: CryptoOperation, by backend: String, reason: String? = nil, file: String = #fileID, line: Int = #line
    ) -> CryptoError {
        let tail = reason.map { ": \($0)" } ?? ""
        return CryptoError(
            .unsupported, "the \(backend) backend has no \(operation)\(tail)", operation: operation, file: file, line: line)
    }

    /// The error for a key generation that was cancelled.
    public static func cancelledKeyGeneration(file: String = #fileID, line: Int = #line) -> CryptoError {
        CryptoError(.cancelled, "the generation of an RSA key was cancelled", file: file, line: line)
    }

    public var description: String { message }
}
