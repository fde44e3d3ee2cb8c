import Logging

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Who else may read and write an engine's files: looked at when it starts, since whoever wrote them may have put anything in.
struct FileModes {
    /// The engine's directory.
    let volume: String
    let logger: Logger

    /// Looks at the file of keys and at all in `keys/`.
    ///
    /// - Throws: ``EngineStartError`` with `volume` for a file that others may write. Of a secret that others may read the log is warned.
    func check() throws(EngineStartError) {
        try check(volume + "/authorized_keys", isSecret: false)
        for name in SystemFile.names(in: volume + "/keys") { try check(volume + "/keys/" + name, isSecret: !name.hasSuffix(".pub")) }
    }

    private func check(_ path: String, isSecret: Bool) throws(EngineStartError) {
        // Where a link leads, what reads the file looks at.
        guard let mode = SystemFile.mode(path), mode & S_IFMT == S_IFREG else { return }
        guard mode & 0o022 == 0 else {
            throw EngineStartError(.volume, "others than its owner may write \(path), so it isn't used; run `chmod go-w '\(path)'`")
        }
        if isSecret, mode & 0o044 != 0 { logger.warning("others may read \(path); to stop that: chmod 600 '\(path)'") }
    }
}
