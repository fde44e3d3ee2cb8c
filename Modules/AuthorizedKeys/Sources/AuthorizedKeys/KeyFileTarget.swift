#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The file that is changed, and how: locked, all or nothing, and on stable storage before a call returns.
struct KeyFileTarget {
    /// The file itself, symbolic links followed.
    let path: String
    private let directory: String

    /// - Parameter path: What may be a symbolic link.
    /// - Throws: ``KeyStoreError`` if the directory isn't there and can't be made.
    init(path: String) throws(KeyStoreError) {
        self.path = try Path.target(of: path)
        directory = Path.directory(of: self.path)
        try Path.makeDirectory(directory)
    }

    /// Waits for the lock of the file, which lasts as long as what is returned. It is on a file of its own: a lock on a file that is
    /// renamed locks nothing.
    func lock() throws(KeyStoreError) -> KeyFile {
        let path = "\(path).lock"
        guard let file = try KeyFile(opening: path, O_RDWR | O_CREAT | O_NOFOLLOW) else {
            errno = EEXIST
            throw .system("open", path)
        }
        try file.setOwnerOfDirectory()
        try file.lock()
        return file
    }

    /// Appends a line in one piece.
    ///
    /// - Parameters:
    ///   - line: With its end.
    ///   - endingLine: Whether the last line of the file has no end and gets one first.
    ///   - state: The file's state that the line was decided on, nil for no file.
    /// - Returns: The state after it, or nil if the file isn't in that state any more.
    func append(_ line: [UInt8], endingLine: Bool, to state: FileStamp?) throws(KeyStoreError) -> FileStamp? {
        let flags = O_WRONLY | O_APPEND | O_NOFOLLOW | (state == nil ? O_CREAT | O_EXCL : 0)
        guard let file = try KeyFile(opening: path, flags) else { return nil }
        if let state {
            guard FileStamp(try file.status()) == state else { return nil }
        } else {
            try file.setOwnerOfDirectory()
        }
        do {
            try file.write(endingLine ? [UInt8(ascii: "\n")] + line : line)
            try file.synchronize()
        } catch {
            // On a full disk a part of the line may be there.
            try? file.truncate(to: state?.size ?? 0)
            throw error
        }
        if state == nil { try Path.synchronizeDirectory(directory) }
        return FileStamp(try file.status())
    }

    /// Puts a new file in the place of the old one.
    ///
    /// - Parameter state: The file's state that the content was decided on.
    /// - Returns: False if the file isn't in that state any more; it is left alone then.
    func rewrite(_ content: [UInt8], from state: FileStamp?) throws(KeyStoreError) -> Bool {
        guard let old = try KeyFile(reading: path) else { return false }
        let status = try old.status()
        // Only the holder of the lock has a file of this name; one that is there was left behind by a crash.
        let temporary = "\(path).new"
        guard unlink(temporary) == 0 || errno == ENOENT else { throw .system("replace", temporary) }
        guard let new = try KeyFile(opening: temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW) else { return false }
        do throws(KeyStoreError) {
            try new.write(content)
            // The owner keeps the access that they had; nobody else gets or keeps any.
            try new.setOwner(status.st_uid)
            try new.setMode(status.st_mode & 0o600)
            try new.synchronize()
            guard try FileStamp.ofFile(at: path) == state else {
                unlink(temporary)
                return false
            }
            guard rename(temporary, path) == 0 else { throw .system("replace", path) }
        } catch {
            unlink(temporary)
            throw error
        }
        try Path.synchronizeDirectory(directory)
        return true
    }
}
