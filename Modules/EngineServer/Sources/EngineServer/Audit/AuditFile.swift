import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// An audit log in a file for its owner alone, to which lines are appended.
public final class AuditFile: AuditSink {
    private let path: String
    /// Below zero after the file at the path couldn't be opened anew: the one that was moved away isn't where anybody looks.
    private let descriptor: Mutex<CInt>

    /// - Parameter path: The file, which is made if it isn't there.
    /// - Throws: ``AuditFailure``.
    public init(path: String) throws {
        self.path = path
        descriptor = Mutex(try AuditFile.open(path))
    }

    deinit { descriptor.withLock { if $0 >= 0 { close($0) } } }

    /// Writes the line in one piece. One that could be written in part only is taken back.
    public func write(_ line: [UInt8]) throws {
        let line = line + [UInt8(ascii: "\n")]
        try descriptor.withLock { descriptor in
            if descriptor < 0 { descriptor = try AuditFile.open(path) }
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

    /// Opens the file at the path again, which logrotate has moved away. Where that fails it is tried again for each line that is to be written.
    public func reopen() throws {
        try descriptor.withLock { descriptor in
            if descriptor >= 0 { close(descriptor) }
            descriptor = -1
            descriptor = try AuditFile.open(path)
        }
    }

    private static func open(_ path: String) throws -> CInt {
        // A pipe that nobody reads must not keep the engine waiting.
        let descriptor = systemOpen(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
        guard descriptor >= 0 else { throw AuditFailure(path) }
        return descriptor
    }
}

private func systemOpen(_ path: String, _ flags: CInt, _ mode: mode_t) -> CInt { open(path, flags, mode) }

private func systemWrite(_ descriptor: CInt, _ bytes: UnsafeRawPointer, _ count: Int) -> Int { write(descriptor, bytes, count) }
