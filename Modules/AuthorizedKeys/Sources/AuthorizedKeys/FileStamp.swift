#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What tells one state of a file from another without reading it.
struct FileStamp: Sendable, Hashable {
    private let device: UInt64
    private let inode: UInt64
    let size: Int64
    private let modified: Int64
    /// When content or mode changed last, in nanoseconds since 1970 by the file system's clock; nobody can set it.
    private let changed: Int64

    init(_ status: stat) {
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        size = Int64(status.st_size)
        #if canImport(Darwin)
            let (modification, change) = (status.st_mtimespec, status.st_ctimespec)
        #else
            let (modification, change) = (status.st_mtim, status.st_ctim)
        #endif
        modified = Int64(modification.tv_sec) * 1_000_000_000 + Int64(modification.tv_nsec)
        changed = Int64(change.tv_sec) * 1_000_000_000 + Int64(change.tv_nsec)
    }

    /// The state of the file at a path, symbolic links followed; nil if there is none.
    static func ofFile(at path: String) throws(KeyStoreError) -> FileStamp? {
        var status = stat()
        if stat(path, &status) == 0 { return FileStamp(status) }
        if errno == ENOENT { return nil }
        throw .system("read", path)
    }

    /// Whether a file that had this stamp at that time can only have changed since if its stamp has.
    ///
    /// File systems count time in ticks, and two changes within one tick leave one stamp. A tick is 10 ms at most where times have a
    /// fraction of a second, 2 s where they haven't.
    func isSettled(at time: Int64) -> Bool {
        time - changed > (changed % 1_000_000_000 == 0 ? 2_100_000_000 : 100_000_000)
    }
}
