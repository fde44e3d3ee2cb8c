import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// An audit log on standard error, between the lines of the engine's own log.
public final class AuditStandardError: AuditSink {
    private let turn = Mutex(())

    public init() {}

    public func write(_ line: [UInt8]) throws {
        let line = line + [UInt8(ascii: "\n")]
        try turn.withLock { _ in
            var rest = line[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { systemWrite(STDERR_FILENO, $0.baseAddress!, $0.count) }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw AuditFailure("standard error") }
                rest = rest.dropFirst(count)
            }
        }
    }

    /// Standard error stays what it is.
    public func reopen() {}
}

private func systemWrite(_ descriptor: CInt, _ bytes: UnsafeRawPointer, _ count: Int) -> Int { write(descriptor, bytes, count) }
