#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A copy of a profile's file for a person to edit, which takes the file's place once it has been looked through.
///
/// The copy lies beside the file, with the mode 0600, until it is kept or discarded.
public struct ProfileDraft: Sendable {
    /// The copy's path.
    public let path: String
    private let profiles: ProfileDirectory
    private let profile: ProfileName
    private let original: [UInt8]

    init(of profile: ProfileName, in profiles: ProfileDirectory) throws(ProfileError) {
        self.profiles = profiles
        self.profile = profile
        original = try ProfileFile(path: profiles.path(of: profile)).read().bytes
        try profiles.makeDirectory(profiles.path)
        let suffix = ".yaml"
        var template = Array("\(profiles.path)/\(profile)_draft.XXXXXX\(suffix)".utf8CString)
        let descriptor = mkstemps(&template, CInt(suffix.utf8.count))
        let path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
        guard descriptor >= 0 else { throw .system("can't write \(path)") }
        defer { close(descriptor) }
        self.path = path
        do throws(ProfileError) {
            try FileOwner.adoptDirectoryOwner(of: path, descriptor: descriptor)
            try ProfileFile(path: path).write(original, to: descriptor, path: path)
        } catch {
            unlink(path)
            throw error
        }
    }

    /// Whether somebody changed the copy.
    ///
    /// - Throws: `noDraft` where it is gone or no file any more, `system` where it can't be read, and `unsafeFile`.
    public func isChanged() throws(ProfileError) -> Bool { try content() != original }

    /// Checks the copy and puts it in the place of the profile's file.
    ///
    /// - Parameter adjust: Changes what goes with a change: it gets the profile as it was, nil if that could not be understood, and what is to become
    ///   of it.
    /// - Throws: `invalidFile` or `invalidValue` for what can't be a profile, naming the line; `emptied` where nothing is left of settings that
    ///   there were; `noDraft`; `changedMeanwhile`; `system`. The profile is then as it was, and the copy, if there still is one, too.
    public func keep(_ adjust: (ProfileDocument?, inout ProfileDocument) throws -> Void = { _, _ in }) throws {
        let edited = try content()
        guard !edited.allSatisfy(SourceText.isSpace) || !heldSettings else {
            throw ProfileError(
                .emptied,
                "nothing is left in the copy that was edited, so \(profiles.path(of: profile)) is as it was; "
                    + "to take all settings out of it leave a comment in it, a line that begins with #")
        }
        var document = try ProfileDocument(bytes: edited, path: path)
        for key in profiles.knownKeys {
            if let entry = document.entry(key.name) { _ = try key.value(of: entry, path: path) }
        }
        try profiles.rewrite(profile) { bytes in
            guard bytes == original else {
                throw ProfileError(
                    .changedMeanwhile,
                    "\(profiles.path(of: profile)) was changed while you edited a copy of it, which is kept: \(path); "
                        + "take over from it what you want to have changed")
            }
            try adjust(try? ProfileDocument(bytes: bytes, path: profiles.path(of: profile)), &document)
            return (document.bytes, ())
        }
        discard()
    }

    /// Removes the copy.
    public func discard() { unlink(path) }

    /// What was there before may have held settings; what can't be understood counts as if it had.
    private var heldSettings: Bool {
        (try? ProfileDocument(bytes: original, path: path)).map { !$0.keys.isEmpty } ?? true
    }

    /// No copy is no empty one: an editor that takes it away must not take the profile with it.
    private func content() throws(ProfileError) -> [UInt8] {
        var status = stat()
        let isThere = lstat(path, &status) == 0
        if isThere, status.st_mode & S_IFMT != S_IFREG {
            throw ProfileError(
                .noDraft, "\(path), the copy that was to be edited, is no file any more, so the profile \(profile) is as it was")
        }
        let content = try ProfileFile(path: path).read()
        guard isThere, content.status != nil else {
            throw ProfileError(.noDraft, "\(path), the copy that was to be edited, is gone, so the profile \(profile) is as it was")
        }
        return content.bytes
    }
}

extension ProfileDirectory {
    /// A copy of a profile's file to edit; of a profile without a file it is empty.
    ///
    /// - Throws: As ``load(_:)`` where the file can't be read; `system`.
    public func draft(of profile: ProfileName) throws(ProfileError) -> ProfileDraft {
        try ProfileDraft(of: profile, in: self)
    }
}
