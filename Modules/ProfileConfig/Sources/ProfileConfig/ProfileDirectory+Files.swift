#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension ProfileDirectory {
    /// What is stored where a person typed this text as the value of a key: a relative path is one from the working directory, which is another one
    /// when the path is used, so it is stored as an absolute one. What starts at the home directory, `~/…`, stays as it was typed.
    ///
    /// - Throws: `system` where the working directory is gone.
    public func stored(_ text: String, for key: String) throws(ProfileError) -> String {
        guard let known = knownKeys.first(where: { $0.name == key }), known.isPath(text), text != "~", !text.hasPrefix("~/") else {
            return text
        }
        return try HomeDirectory.resolved(text)
    }

    /// Refuses a value that a person typed for a key that names a file, if the file can't be read: a slip is easier to see now than when the
    /// file is needed. A value of the file or the environment isn't looked at before it is used: the file may be there later.
    ///
    /// - Parameter source: Where the text came from, if it wasn't just typed.
    /// - Throws: `invalidValue`, which says what is wrong with the file; `noHome`.
    public func requireReadable(_ text: String, for key: String, from source: ProfileSetting.Source? = nil) throws(ProfileError) {
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
        let subject = source.map { "\(key) (\($0))" } ?? key
        throw ProfileError(.invalidValue, "\(subject) is \(Quotation(text)), which can't be read: \(reason); name a file that is there")
    }
}

extension KnownKey {
    /// True for a text that is a path.
    fileprivate func isPath(_ text: String) -> Bool {
        switch kind {
        case .path: !text.isEmpty
        case .pathOrWord(let words): !text.isEmpty && !words.contains(text)
        case .file, .key: !text.isEmpty && isReadable(text)
        default: false
        }
    }

    /// True for a text that names a file to read.
    fileprivate func isReadable(_ text: String) -> Bool {
        switch kind {
        case .file: true
        case .key: !text.hasPrefix("SHA256:") && !text.hasPrefix("MD5:")
        default: false
        }
    }
}
