#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The rule for who may be able to write the file: whoever can makes himself master of the engine.
enum FilePermissions {
    private static let writableByOthers: mode_t = 0o022

    /// Refuses what sshd's StrictModes refuses.
    ///
    /// - Parameter status: That of the open file.
    /// - Throws: ``KeyStoreError`` that says what to do.
    static func check(_ status: stat, path: String) throws(KeyStoreError) {
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw KeyStoreError(.storage, "\(path) is no regular file. Put one in its place: an authorized_keys, which may be empty.")
        }
        guard status.st_mode & writableByOthers == 0 else {
            throw KeyStoreError(.storage, "\(path) isn't used, since others than its owner may write it. Run: chmod go-w '\(path)'")
        }
        var owners: Set<uid_t> = [0, geteuid()]
        for name in Set([path, try Path.target(of: path)]) {
            let directory = Path.directory(of: name)
            var status = stat()
            guard stat(directory, &status) == 0 else { throw .system("read", directory) }
            // In a sticky directory, such as /tmp, nobody can replace another's file.
            guard status.st_mode & writableByOthers == 0 || status.st_mode & S_ISVTX != 0 else {
                throw KeyStoreError(
                    .storage, "\(name) isn't used, since others than its owner may write its directory. Run: chmod go-w '\(directory)'")
            }
            // Root works on other people's files, in their directories.
            if geteuid() == 0 { owners.insert(status.st_uid) }
        }
        guard owners.contains(status.st_uid) else {
            throw KeyStoreError(
                .storage, "\(path) isn't used, since it belongs to another user. Run, as root: chown \(geteuid()) '\(path)'")
        }
    }
}
