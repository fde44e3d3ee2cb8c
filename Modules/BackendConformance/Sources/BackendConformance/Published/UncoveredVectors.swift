/// Published vectors that no case was made of, because no backend could be asked about them.
///
/// A report names them, so that nobody takes a suite for more than it is.
public struct UncoveredVectors: Sendable, Hashable {
    /// The file's path below the directory of published vectors.
    public let file: String
    /// How many of its vectors it concerns.
    public let count: Int
    /// Why, as a clause without a capital or a full stop.
    public let reason: String

    public init(file: String, count: Int, reason: String) {
        self.file = file
        self.count = count
        self.reason = reason
    }
}
