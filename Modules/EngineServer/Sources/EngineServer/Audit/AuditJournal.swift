#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// An audit log in the system's journal, by its native protocol (https://systemd.io/JOURNAL_NATIVE_PROTOCOL/): one datagram an entry.
public struct AuditJournal: AuditSink {
    /// Where the journal takes entries.
    public static let standardPath = "/run/systemd/journal/socket"

    private let path: String

    /// - Parameter path: The journal's socket.
    public init(path: String = AuditJournal.standardPath) { self.path = path }

    public func write(_ line: [UInt8]) throws {
        // A line has no line's end in it, for JSON escapes those, so the simple form of a field does.
        let entry = Array("PRIORITY=5\nSYSLOG_IDENTIFIER=dxflow-audit\nMESSAGE=".utf8) + line + [UInt8(ascii: "\n")]
        let descriptor = socket(AF_UNIX, CInt(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw AuditFailure(path) }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else {
            errno = ENAMETOOLONG
            throw AuditFailure(path)
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let sent = withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                sendto(descriptor, entry, entry.count, CInt(MSG_NOSIGNAL), $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard sent == entry.count else { throw AuditFailure(path) }
    }

    /// Each entry opens the socket anew.
    public func reopen() {}
}
