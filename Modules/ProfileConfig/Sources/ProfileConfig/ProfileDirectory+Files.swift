#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension ProfileDirectory {
    /// Refuses a value that a person typed for a key that names a file, if the file can't be read: a slip is easier to see now than when the
    /// file is needed. A value of the file or the environment isn't looked at so: the file may be there later, or on another machine.
    ///
    /// - Throws: `invalidValue`, which says what is wrong with the file; `noHome`.
    public func requireReadable(_ text: String, for key: String) throws(ProfileError) {
        guard let known = knownKeys.first(where: { $0.name == key }), known.isReadable(text) else { return }
        let path = try HomeDirectory.expanding(text, of: key, home: home)
        var candidates = [path]
        if known.kind == .key {
            // The private half may be where an agent keeps it.
            candidates.append((path.hasSuffix(".pem") ? String(path.dropLast(".pem".count)) : path) + ".pub")
        }
        var failure: CInt?
        for candidate in candidates {
            // A named pipe must not be waited for.
            let descriptor = open(candidate, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
            if descriptor >= 0 {
                defer { close(descriptor) }
                var status = stat()
                if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR { return }
                failure = failure ?? EISDIR
            }
            failure = failure ?? errno
        }
        let reason = String(cString: strerror(failure ?? 0))
        throw ProfileError(.invalidValue, "\(key) is \(Quotation(text)), which can't be read: \(reason); name a file that is there")
    }
}

extension KnownKey {
    /// True for a text that names a file to read.
    fileprivate func isReadable(_ text: String) -> Bool {
        switch kind {
        case .file: true
        case .key: !text.hasPrefix("SHA256:") && !text.hasPrefix("MD5:")
        default: false
        }
    }
}
