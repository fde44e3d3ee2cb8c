#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Why a line of the audit log can't be written.
public struct AuditFailure: Error, Sendable, Hashable, CustomStringConvertible {
    public let description: String

    /// The failure of the system call that has just failed.
    init(_ path: String) { description = "the audit log, \(path), can't be written: \(String(cString: strerror(errno)))" }
}
