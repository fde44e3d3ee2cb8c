#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Where the user's files are.
enum HomeDirectory {
    /// `HOME` if it is an absolute path, else what the user database has; nil where that has nothing either.
    static func path(environment: [String: String]) -> String? {
        if let home = environment["HOME"], home.hasPrefix("/") { return withoutTrailingSlash(home) }
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16384)
        return buffer.withUnsafeMutableBufferPointer { memory in
            guard let start = memory.baseAddress, getpwuid_r(geteuid(), &entry, start, memory.count, &found) == 0, found != nil,
                let home = entry.pw_dir
            else { return nil }
            let path = String(cString: home)
            return path.hasPrefix("/") ? withoutTrailingSlash(path) : nil
        }
    }

    /// The path that a key's value is, `~` and `~/…` replaced by the home directory.
    ///
    /// - Throws: `noHome` where the home directory is asked for and unknown.
    static func expanding(_ text: String, of key: String, home: String?) throws(ProfileError) -> String {
        guard text == "~" || text.hasPrefix("~/") else { return text }
        guard let home else {
            throw ProfileError(
                .noHome, "\(key) is \(Quotation(text)), and the home directory is not known; set HOME or give an absolute path")
        }
        return home + text.dropFirst()
    }

    /// A path made absolute with the working directory.
    static func absolute(_ path: String) throws(ProfileError) -> String {
        if path.hasPrefix("/") { return withoutTrailingSlash(path) }
        guard let buffer = getcwd(nil, 0) else { throw .system("can't tell the working directory") }
        defer { free(buffer) }
        let working = withoutTrailingSlash(String(cString: buffer))
        return withoutTrailingSlash((working == "/" ? "" : working) + "/" + path)
    }

    /// A path made absolute with the working directory, its `.` and the `..` in front of it resolved. A `..` further behind may follow a symbolic
    /// link, and stays.
    static func resolved(_ path: String) throws(ProfileError) -> String {
        guard !path.hasPrefix("/") else { return path }
        var base = try absolute(".").split(separator: "/").dropLast()
        var rest = path.split(separator: "/").filter { $0 != "." }[...]
        while rest.first == ".." {
            rest = rest.dropFirst()
            base = base.dropLast()
        }
        return "/" + (base + rest).joined(separator: "/")
    }

    private static func withoutTrailingSlash(_ path: String) -> String {
        var path = path
        while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
        return path
    }
}
