/// Why an answer can't be read.
public struct AnswerError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong with the answer, in words.
    public let reason: String

    init(_ reason: String) {
        self.reason = reason
    }

    public var description: String { "the answer can't be read: \(reason)" }
}
