import CryptoBackend

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Reads key files from disk, the private ones into memory that is wiped.
public enum KeyFileReader {
    /// No file of a single key is larger, in bytes; what is, isn't read.
    public static let maximumLength = KeyFileContents.maximumLength

    /// The content of a private key file.
    ///
    /// - Throws: ``KeyFileError``: `tooOpen` for a file of the caller's own that its group or others may read, which is what ssh refuses;
    ///   `unreadable` or `tooLarge`.
    public static func readPrivateKey(at path: String) throws(KeyFileError) -> SecretBytes {
        let (descriptor, status) = try openFile(path)
        defer { close(descriptor) }
        guard status.st_uid != getuid() || status.st_mode & 0o077 == 0 else {
            let mode = String(Int(status.st_mode & 0o777), radix: 8)
            throw KeyFileError(
                .tooOpen,
                "the private key \(path) may be read by others (its mode is 0\(mode)), so it is not used; `chmod 600 \(path)` mends that")
        }
        return try content(of: descriptor, path)
    }

    /// The content of a public key file.
    ///
    /// Somebody may name a private key by mistake, so it is a secret until its kind is known.
    ///
    /// - Throws: ``KeyFileError``: `unreadable` or `tooLarge`.
    public static func readPublicKey(at path: String) throws(KeyFileError) -> SecretBytes {
        let (descriptor, _) = try openFile(path)
        defer { close(descriptor) }
        return try content(of: descriptor, path)
    }

    private static func openFile(_ path: String) throws(KeyFileError) -> (descriptor: CInt, status: stat) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(.unreadable, "\(path) can't be opened") }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
            close(descriptor)
            throw KeyFileError(.unreadable, "\(path) is a directory, not a key file")
        }
        return (descriptor, status)
    }

    private static func content(of descriptor: CInt, _ path: String) throws(KeyFileError) -> SecretBytes {
        try SecretBytes(capacity: maximumLength + 1) { (buffer, count) throws(KeyFileError) in
            while count < buffer.count {
                let received = read(descriptor, buffer.baseAddress! + count, buffer.count - count)
                if received == 0 { break }
                if received < 0 {
                    if errno == EINTR { continue }
                    throw .system(.unreadable, "\(path) can't be read")
                }
                count += received
            }
            guard count <= maximumLength else {
                throw KeyFileError(.tooLarge, "\(path) is larger than \(maximumLength) bytes, so it is no key file")
            }
        }
    }
}
