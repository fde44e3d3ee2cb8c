/// Why a directory of published vectors can't be used.
public struct PublishedVectorsError: Error, Sendable, CustomStringConvertible {
    /// The file or the directory, as a path.
    public let path: String
    /// What is wrong with it, as a clause without a capital or a full stop.
    public let reason: String

    public init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }

    public var description: String { "\(path): \(reason)" }
}
