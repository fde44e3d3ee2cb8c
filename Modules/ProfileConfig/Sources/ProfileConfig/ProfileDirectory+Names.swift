#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension ProfileDirectory {
    /// The profiles that have a file, in the order of their names. A directory that isn't there has none.
    ///
    /// - Throws: `system` where the directory can't be read.
    public func profileNames() throws(ProfileError) -> [ProfileName] {
        guard let directory = opendir(path) else {
            guard errno == ENOENT else { throw .system("can't read the directory \(path)") }
            return []
        }
        defer { closedir(directory) }
        var names: [ProfileName] = []
        while let entry = readdir(directory) {
            let file = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            guard file.hasSuffix(ProfileName.fileSuffix) else { continue }
            // A file of another name is nobody's profile: none could be asked for by it.
            if let name = try? ProfileName(String(file.dropLast(ProfileName.fileSuffix.count))) { names.append(name) }
        }
        return names.sorted { $0.text < $1.text }
    }
}
