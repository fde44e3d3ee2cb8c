import CryptoBackend
import KeyFormats

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Files of the system and of the engine's volume.
enum SystemFile {
    /// Whether there is anything at the path, a dangling symbolic link included.
    static func exists(_ path: String) -> Bool { mode(path) != nil }

    /// The kind and the permissions of what is at the path, or nil if nothing is. A symbolic link isn't followed.
    static func mode(_ path: String) -> mode_t? {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_mode : nil
    }

    /// The directory in which the process runs.
    static var currentDirectory: String {
        guard let path = getcwd(nil, 0) else { return "" }
        defer { free(path) }
        return String(cString: path)
    }

    /// The text of a small file such as those in `/proc`, or nil if it can't be read.
    static func text(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while bytes.count < 1 << 20 {
            let received = read(descriptor, &chunk, chunk.count)
            if received < 0, errno == EINTR { continue }
            guard received >= 0 else { return nil }
            if received == 0 { break }
            bytes += chunk[..<received]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Makes a file that only its owner may read, whole or not at all, where none is.
    ///
    /// - Throws: ``EngineStartError`` with `volume`.
    static func create(_ path: String, content: SecretBytes) throws(EngineStartError) {
        do throws(KeyFileError) {
            try KeyFileWriter.createPrivateKey(content, at: path)
        } catch {
            throw EngineStartError(.volume, "\(error)")
        }
    }

    /// Puts a file that only its owner may read in the place of what may be there, whole or not at all and on stable storage.
    ///
    /// A symbolic link stays, and what it leads to is replaced. The owner stays too; a file that root makes for somebody belongs to the owner
    /// of the directory.
    ///
    /// - Throws: ``EngineStartError`` with `volume`; what was there is then there unchanged.
    static func replace(_ path: String, content: SecretBytes) throws(EngineStartError) {
        let target = linkTarget(path)
        removeUnfinished(path)
        let new = target + unfinishedSuffix
        try create(new, content: content)
        var status = stat()
        guard stat(target, &status) == 0 || stat(target.parentDirectory, &status) == 0,
            status.st_uid == geteuid() || chown(new, status.st_uid, status.st_gid) == 0, rename(new, target) == 0
        else {
            let error = EngineStartError.volume(path, "can't be replaced")
            unlink(new)
            throw error
        }
        synchronizeNames(beside: target)
    }

    /// Removes a file, if there is one; of a symbolic link what it leads to, too.
    ///
    /// - Throws: ``EngineStartError`` with `volume`.
    static func remove(_ path: String) throws(EngineStartError) {
        guard exists(path) else { return }
        for path in Set([linkTarget(path), path]) {
            guard unlink(path) == 0 || errno == ENOENT else { throw .volume(path, "can't be removed") }
            synchronizeNames(beside: path)
        }
    }

    private static let unfinishedSuffix = ".new"

    /// Removes what ``replace(_:content:)`` has left behind in a process that was killed meanwhile.
    static func removeUnfinished(_ path: String) {
        let target = linkTarget(path)
        let directory = target.parentDirectory
        let new = target.dropFirst(directory == "/" ? 1 : directory.count + 1) + unfinishedSuffix
        // The second form is that of a file which hasn't got its name yet.
        for name in names(in: directory) where name == new || name.hasPrefix(new + ".") { unlink(directory + "/" + name) }
    }

    /// The names in a directory, in order; none if it can't be read.
    static func names(in directory: String) -> [String] {
        guard let stream = opendir(directory) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// What symbolic links lead to; the path itself where there is nothing yet.
    private static func linkTarget(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Brings the names in a file's directory to stable storage. Where that can't be done the file is no less there.
    private static func synchronizeNames(beside path: String) {
        let descriptor = open(path.parentDirectory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    /// Makes a directory as ``makeDirectory(_:)`` does, and refuses one that others could have put something in.
    ///
    /// - Throws: ``EngineStartError`` with `volume`.
    static func makePrivateDirectory(_ path: String) throws(EngineStartError) {
        try makeDirectory(path)
        var status = stat()
        guard stat(path, &status) == 0 else { throw .volume(path, "can't be read") }
        guard status.st_uid == geteuid() || status.st_uid == 0 || geteuid() == 0 else {
            throw EngineStartError(.volume, "\(path) belongs to another user: the engine needs a directory of its own user's")
        }
        guard status.st_mode & 0o022 == 0 else {
            throw EngineStartError(.volume, "others than its owner may write \(path), so it isn't used; run `chmod go-w '\(path)'`")
        }
    }

    /// Makes a directory, and those above it, that only its owner may enter. One that is there stays as it is.
    ///
    /// - Throws: ``EngineStartError`` with `volume`.
    static func makeDirectory(_ path: String) throws(EngineStartError) {
        var status = stat()
        if stat(path, &status) == 0 {
            guard status.st_mode & S_IFMT == S_IFDIR else {
                throw EngineStartError(.volume, "\(path) is a file, and the engine needs a directory of that name")
            }
            return
        }
        let parent = path.parentDirectory
        if parent != path { try makeDirectory(parent) }
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .volume(path, "can't be made") }
    }
}

extension String {
    /// The directory in which a path lies.
    var parentDirectory: String {
        let path = count > 1 && hasSuffix("/") ? String(dropLast()) : self
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
