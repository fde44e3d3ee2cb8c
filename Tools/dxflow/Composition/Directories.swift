#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Makes a directory and those above it, where they aren't there.
///
/// - Parameters:
///   - path: Absolute.
///   - mode: That of each directory that is made.
/// - Throws: ``Failure`` that names the one that can't be made.
func makeDirectories(_ path: String, mode: mode_t) throws {
    var made = ""
    for part in path.split(separator: "/") {
        made += "/\(part)"
        guard mkdir(made, mode) == 0 || errno == EEXIST || access(made, X_OK) == 0 else {
            throw Failure("the directory \(made) can't be made: \(String(cString: strerror(errno)))")
        }
    }
}

/// The directory in which a path lies.
func parentDirectory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
}
