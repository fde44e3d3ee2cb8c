import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// An audit log in a file for its owner alone, to which lines are appended.
public final class AuditFile: AuditSink {
    private let path: String
    private let descriptor: Mutex<CInt>

    /// - Parameter path: The file, which is made if it isn't there.
    /// - Throws: ``AuditFailure``.
    public init(path: String) throws {
        self.path = path
        descriptor = Mutex(try AuditFile.open(path))
    }

    deinit { _ = descriptor.withLock { close($0) } }

    /// Writes the line in one piece. One that could be written in part only is taken back.
    public func write(_ line: [UInt8]) throws {
        let line = line + [UInt8(ascii: "\n")]
        try descriptor.withLock { descriptor in
            let end = lseek(descriptor, 0, SEEK_END)
            var written = 0
            while written < line.count {
                let count = line[written...].withUnsafeBytes { systemWrite(descriptor, $0.baseAddress!, $0.count) }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else {
                    let failure = AuditFailure(path)
                    if end >= 0, written > 0 { ftruncate(descriptor, end) }
                    throw failure
                }
                written += count
            }
        }
    }

    /// Opens the file at the path again, which logrotate has moved away. Where that fails the old one stays in use.
    public func reopen() throws {
        let new = try AuditFile.open(path)
        descriptor.withLock { descriptor in
            close(descriptor)
            descriptor = new
        }
    }

    private static func open(_ path: String) throws -> CInt {
        let descriptor = systemOpen(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw AuditFailure(path) }
        return descriptor
    }
}

private func systemOpen(_ path: String, _ flags: CInt, _ mode: mode_t) -> CInt { open(path, flags, mode) }

private func systemWrite(_ descriptor: CInt, _ bytes: UnsafeRawPointer, _ count: Int) -> Int { write(descriptor, bytes, count) }
