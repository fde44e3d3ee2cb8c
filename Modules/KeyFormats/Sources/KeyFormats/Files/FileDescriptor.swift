#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file that is open for reading.
final class FileDescriptor: Sendable {
    private let number: CInt
    private let isOwned: Bool
    /// What the file is called in errors.
    let name: String

    /// - Parameter isOwned: Whether the file is closed when this object goes.
    init(_ number: CInt, name: String, isOwned: Bool) {
        self.number = number
        self.name = name
        self.isOwned = isOwned
    }

    /// Opens a file.
    convenience init(openingFileAt path: String) throws(KeyFileError) {
        let number = open(path, O_RDONLY | O_CLOEXEC)
        guard number >= 0 else { throw .system(.unreadable, "\(path) can't be opened") }
        self.init(number, name: path, isOwned: true)
        guard try status().st_mode & S_IFMT != S_IFDIR else {
            throw KeyFileError(.unreadable, "\(path) is a directory, not a key file")
        }
    }

    deinit {
        if isOwned { close(number) }
    }

    func status() throws(KeyFileError) -> stat {
        var status = stat()
        guard fstat(number, &status) == 0 else { throw .system(.unreadable, "\(name) can't be read") }
        return status
    }

    /// Reads until the buffer is full or the file ends.
    ///
    /// - Returns: The number of bytes; less than the buffer has at the end alone.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(KeyFileError) -> Int {
        var count = 0
        while count < buffer.count {
            #if canImport(Glibc)
                let received = Glibc.read(number, buffer.baseAddress! + count, buffer.count - count)
            #elseif canImport(Musl)
                let received = Musl.read(number, buffer.baseAddress! + count, buffer.count - count)
            #elseif canImport(Darwin)
                let received = Darwin.read(number, buffer.baseAddress! + count, buffer.count - count)
            #endif
            if received == 0 { break }
            if received < 0 {
                if errno == EINTR { continue }
                throw .system(.unreadable, "\(name) can't be read")
            }
            count += received
        }
        return count
    }
}
