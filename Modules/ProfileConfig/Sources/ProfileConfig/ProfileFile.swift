#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A profile's file on disk.
struct ProfileFile {
    /// More than any profile has, in bytes.
    static let maximumSize = 1 << 20

    /// The path as it was given.
    let path: String

    /// What was read, with the modes and the owner that the file had.
    struct Content {
        var bytes: [UInt8]
        /// Nil where there is no file.
        var status: stat?
    }

    /// Where the file really is: a symbolic link is followed, to a file that needn't exist.
    func target() throws(ProfileError) -> String {
        var current = path
        for _ in 0..<40 {
            var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
            let length = readlink(current, &buffer, buffer.count)
            if length < 0 {
                if errno == EINVAL || errno == ENOENT || errno == ENOTDIR { return current }
                throw .system("can't read \(path)")
            }
            let link = String(decoding: buffer.prefix(length), as: UTF8.self)
            current = link.hasPrefix("/") ? link : FileOwner.directory(of: current) + "/" + link
        }
        throw .system("can't read \(path)", ELOOP)
    }

    /// Reads the file. No file is a profile without keys.
    ///
    /// - Throws: `unsafeFile` where other users could have written it, `system` where it can't be read.
    func read() throws(ProfileError) -> Content {
        // Without O_NONBLOCK a named pipe would wait for a writer.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        if descriptor < 0, errno == ENOENT { return Content(bytes: [], status: nil) }
        guard descriptor >= 0 else { throw .system("can't read \(path)") }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .system("can't read \(path)") }
        guard status.st_mode & S_IFMT == S_IFREG else { throw ProfileError(.system, "can't read \(path): it is no file; move it away") }
        try checkSafe(status)
        return Content(bytes: try contents(of: descriptor), status: status)
    }

    private func contents(of descriptor: Int32) throws(ProfileError) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16384)
        while true {
            let count = chunk.withUnsafeMutableBytes { systemRead(descriptor, $0) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .system("can't read \(path)") }
            if count == 0 { return bytes }
            bytes += chunk.prefix(count)
            guard bytes.count <= ProfileFile.maximumSize else {
                throw ProfileError(.invalidFile, "\(path) is larger than \(ProfileFile.maximumSize) bytes, which no profile is")
            }
        }
    }

    /// As ssh does with its configuration: who could have written the file could send this user's key and token anywhere.
    private func checkSafe(_ status: stat) throws(ProfileError) {
        if status.st_mode & 0o002 != 0 {
            throw ProfileError(.unsafeFile, "every user may write \(path), so it can't be trusted; check it, then: chmod 600 '\(path)'")
        }
        let user = geteuid()
        if user != 0, status.st_uid != user, status.st_uid != 0 {
            throw ProfileError(.unsafeFile, "\(path) belongs to another user, so it can't be trusted; use a file of your own")
        }
    }

    /// What should be put right about the modes of a file, in sentences.
    func warnings(about status: stat?, holdsSecret: Bool) -> [String] {
        guard let status else { return [] }
        if status.st_mode & 0o020 != 0 { return ["the group of \(path) may write it; to stop that: chmod 600 '\(path)'"] }
        if holdsSecret, status.st_mode & 0o044 != 0 {
            return ["other users may read \(path), and it holds a token or secret; to stop that: chmod 600 '\(path)'"]
        }
        return []
    }

    /// Puts new content in the file's place, whole or not at all: mode 0600, on disk when this returns.
    ///
    /// The caller holds the lock, which is what makes the temporary file's fixed name safe: one that is there was left by a process that
    /// died.
    ///
    /// - Parameters:
    ///   - bytes: The content.
    ///   - status: The state of the file that is replaced; nil where there was none.
    func replace(with bytes: [UInt8], replacing status: stat?) throws(ProfileError) {
        let temporary = path + ".tmp"
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .system("can't write \(temporary)") }
        do throws(ProfileError) {
            defer { close(descriptor) }
            guard fchmod(descriptor, 0o600) == 0 else { throw .system("can't write \(temporary)") }
            if let status, geteuid() == 0 {
                try FileOwner.give(descriptor, to: status, path: temporary)
            } else {
                try FileOwner.adoptDirectoryOwner(of: temporary, descriptor: descriptor)
            }
            try write(bytes, to: descriptor, path: temporary)
            guard fsync(descriptor) == 0 else { throw .system("can't write \(temporary)") }
            guard rename(temporary, path) == 0 else { throw .system("can't replace \(path)") }
        } catch {
            unlink(temporary)
            throw error
        }
        // The name is on disk only when the directory is. A file system that can't sync directories has nothing more to give.
        let directory = open(FileOwner.directory(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { return }
        fsync(directory)
        close(directory)
    }

    /// Writes all of the bytes.
    ///
    /// - Parameter path: The file that is open, for the message of an error.
    func write(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(ProfileError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { systemWrite(descriptor, $0) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .system("can't write \(path)") }
            rest = rest.dropFirst(count)
        }
    }
}

// Outside of the type, whose methods have the same names.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    read(descriptor, buffer.baseAddress, buffer.count)
}

private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
    write(descriptor, buffer.baseAddress, buffer.count)
}
