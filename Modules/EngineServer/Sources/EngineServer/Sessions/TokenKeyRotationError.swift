/// Why the key of tokens isn't changed. Nothing is changed then.
enum TokenKeyRotationError: Error, Sendable, Hashable {
    /// As many keys have been retired as are kept. The first of them goes at that time, in seconds since 1970.
    case tooMany(until: Int64)
    /// No key can be made or kept; why is for the log.
    case failed(String)
}
