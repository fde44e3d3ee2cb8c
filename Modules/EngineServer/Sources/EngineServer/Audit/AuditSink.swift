/// Where the lines of an audit log go.
public protocol AuditSink: Sendable {
    /// Writes a line.
    ///
    /// - Parameter line: JSON, without an end.
    /// - Throws: Where it can't be written: what it tells of isn't done then.
    func write(_ line: [UInt8]) throws

    /// Opens anew what was moved away.
    func reopen() throws
}
