#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Who owns what the module makes. Only the superuser can make files that others must own: under `sudo` with the user's home directory,
/// a file of root's would lock the user out of the profile.
enum FileOwner {
    /// The directory part of a path.
    static func directory(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Gives a file that the superuser opened the owner of its directory.
    static func adoptDirectoryOwner(of path: String, descriptor: Int32) throws(ProfileError) {
        guard geteuid() == 0 else { return }
        var parent = stat()
        guard stat(directory(of: path), &parent) == 0 else { throw .system("can't read the state of \(directory(of: path))") }
        try give(descriptor, to: parent, path: path)
    }

    /// Gives an open file the owner and group that another one has.
    static func give(_ descriptor: Int32, to other: stat, path: String) throws(ProfileError) {
        var current = stat()
        guard fstat(descriptor, &current) == 0 else { throw .system("can't read the state of \(path)") }
        guard current.st_uid != other.st_uid else { return }
        guard fchown(descriptor, other.st_uid, other.st_gid) == 0 else { throw .system("can't give \(path) its owner") }
    }
}
