#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file that text will be written into; whether it can be is found out before the work is done that the text tells of.
struct OutputFile {
    private let path: String

    /// - Throws: ``Failure`` if such a file can't be written.
    init(_ path: String) throws {
        self.path = path
        if access(path, F_OK) == 0 {
            guard access(path, W_OK) == 0 else { throw failure() }
        } else {
            guard access(parentDirectory(of: path), W_OK) == 0 else { throw failure() }
        }
    }

    /// Replaces what is in the file.
    ///
    /// - Throws: ``Failure`` that says what the system said.
    func write(_ text: String) throws {
        guard let file = fopen(path, "w") else { throw failure() }
        let isWritten = fputs(text, file) >= 0
        guard fclose(file) == 0, isWritten else { throw failure() }
    }

    private func failure() -> Failure {
        Failure("“\(path)” can't be written: \(String(cString: strerror(errno)))")
    }
}
