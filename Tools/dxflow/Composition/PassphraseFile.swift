import CryptoBackend

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file whose first line is a passphrase; `-` is standard input.
enum PassphraseFile {
    /// - Throws: ``Failure`` where the file can't be read, or its first line is empty or too long.
    static func passphrase(in path: String) throws -> SecretBytes {
        let descriptor = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw Failure("the passphrase file \(path) can't be opened: \(String(cString: strerror(errno)))")
        }
        defer { close(descriptor) }
        let limit = TerminalPassphrase.maximumLength
        let line = try SecretBytes(capacity: limit + 2) { buffer, count in
            while count < buffer.count {
                let received = read(descriptor, buffer.baseAddress! + count, buffer.count - count)
                if received < 0 && errno == EINTR { continue }
                guard received >= 0 else {
                    throw Failure("the passphrase file \(path) can't be read: \(String(cString: strerror(errno)))")
                }
                if received == 0 { break }
                count += received
                if buffer[..<count].contains(0x0A) { break }
            }
            count = buffer[..<count].firstIndex(of: 0x0A) ?? count
            if count > 0, buffer[count - 1] == 0x0D { count -= 1 }
        }
        guard !line.isEmpty else { throw Failure("the first line of the passphrase file \(path) is empty") }
        guard line.count <= limit else { throw Failure("the first line of the passphrase file \(path) is longer than \(limit) bytes") }
        return line
    }
}
