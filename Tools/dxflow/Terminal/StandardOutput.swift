import ArgumentParser
import CryptoBackend

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Standard output, where the results go. Nothing is kept back: what can't be written is known at once, and a secret leaves no copy in a buffer.
enum StandardOutput {
    /// Whether a person is looking at it.
    static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// How many characters fit on a line; nil where that isn't a terminal's, or the terminal doesn't know.
    static var columns: Int? {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// Writes all of the bytes.
    ///
    /// - Throws: ``Failure`` that says what the system said; where the reader has heard enough, an exit without a failure.
    static func write(_ bytes: UnsafeRawBufferPointer) throws {
        var rest = bytes
        while !rest.isEmpty {
            #if canImport(Glibc)
                let written = Glibc.write(STDOUT_FILENO, rest.baseAddress!, rest.count)
            #elseif canImport(Musl)
                let written = Musl.write(STDOUT_FILENO, rest.baseAddress!, rest.count)
            #elseif canImport(Darwin)
                let written = Darwin.write(STDOUT_FILENO, rest.baseAddress!, rest.count)
            #endif
            if written < 0 {
                if errno == EINTR { continue }
                guard errno != EPIPE else { throw ExitCode.success }
                throw Failure("the output can't be written: \(String(cString: strerror(errno)))")
            }
            rest = UnsafeRawBufferPointer(rebasing: rest[written...])
        }
    }

    /// Writes lines, each with its end.
    static func write(lines: [String]) throws { try write(Array(lines.map { $0 + "\n" }.joined().utf8)) }

    static func write(_ bytes: [UInt8]) throws { try bytes.withUnsafeBytes { try write($0) } }

    static func write(_ secret: SecretBytes) throws { try secret.withUnsafeBytes { try write($0) } }
}
