#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The process that runs an engine in a directory, as the lock there names it: a line `host process`.
public struct EngineLockHolder: Sendable, Hashable, CustomStringConvertible {
    /// The name of the host on which it runs.
    public let host: String
    /// Its number there.
    public let processID: pid_t

    /// Whom the lock of a directory names.
    ///
    /// - Parameter volume: The engine's directory.
    /// - Returns: nil where the last engine has stopped as it should, or there was none.
    public init?(ofEngineIn volume: String) {
        self.init(parsing: SystemFile.text(EngineLockHolder.path(in: volume)) ?? "")
    }

    /// - Returns: nil for what isn't such a line.
    init?(parsing text: String) {
        let words = text.split(whereSeparator: \.isWhitespace)
        guard words.count == 2, let processID = pid_t(words[1]) else { return nil }
        host = String(words[0])
        self.processID = processID
    }

    /// The file of the lock.
    static func path(in volume: String) -> String { volume + "/engine.lock" }

    /// Whether it is another host than this one.
    public var isElsewhere: Bool { host != HostAttributes.hostName }

    /// `process 4711 on login1`
    public var description: String { "process \(processID) on \(host)" }
}
