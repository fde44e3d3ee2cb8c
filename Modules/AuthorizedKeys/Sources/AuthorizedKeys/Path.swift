#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The names of files and directories.
enum Path {
    /// The directory that a path lies in.
    static func directory(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        let directory = path[..<slash]
        return directory.allSatisfy { $0 == "/" } ? "/" : String(directory)
    }

    /// The path of the file itself where `path` is a symbolic link to it, whether or not the file is there.
    static func target(of path: String) throws(KeyStoreError) -> String {
        var path = path
        for _ in 0..<40 {
            let target = [UInt8](unsafeUninitializedCapacity: Int(PATH_MAX)) { buffer, count in
                count = max(0, buffer.withMemoryRebound(to: CChar.self) { readlink(path, $0.baseAddress!, $0.count) })
            }
            // No link, or nothing there at all; what else may be wrong shows when the file is opened.
            if target.isEmpty { return path }
            let name = String(decoding: target, as: UTF8.self)
            path = name.hasPrefix("/") ? name : "\(directory(of: path))/\(name)"
        }
        errno = ELOOP
        throw .system("open", path)
    }

    /// Makes a directory that isn't there, and those above it, for their owner alone.
    static func makeDirectory(_ path: String) throws(KeyStoreError) {
        var status = stat()
        if stat(path, &status) == 0 { return }
        let above = directory(of: path)
        if above != path { try makeDirectory(above) }
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .system("create the directory", path) }
    }

    /// Waits until the names in a directory are on stable storage.
    static func synchronizeDirectory(_ path: String) throws(KeyStoreError) {
        guard let directory = try KeyFile(opening: path, O_RDONLY | O_DIRECTORY) else {
            errno = ENOENT
            throw .system("open", path)
        }
        try directory.synchronize()
    }
}
