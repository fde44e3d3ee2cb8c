import ArgumentParser
import CryptoBackend

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Standard output without the buffer that `print` has, for results that are long or secret.
enum StandardOutput {
    /// Whether a person is looking at it.
    static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Writes all of the bytes, behind what was printed before.
    ///
    /// - Throws: ``Failure`` that says what the system said; where the reader has heard enough, an exit without a failure.
    static func write(_ bytes: UnsafeRawBufferPointer) throws {
        fflush(nil)
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

    static func write(_ bytes: [UInt8]) throws { try bytes.withUnsafeBytes { try write($0) } }

    static func write(_ secret: SecretBytes) throws { try secret.withUnsafeBytes { try write($0) } }
}
