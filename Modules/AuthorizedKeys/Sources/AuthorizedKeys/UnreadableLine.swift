/// A line of the file that isn't used, and why. It stays in the file as it is.
public struct UnreadableLine: Sendable, Hashable, CustomStringConvertible {
    /// The number of the line, from 1.
    public let line: Int
    /// What is wrong with it, a clause without key material.
    public let reason: String
    /// What tells its bytes from those of another line, within this process.
    let content: Int

    public var description: String { "line \(line): \(reason)" }
}
