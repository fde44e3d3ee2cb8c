#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The directory of the profiles, `~/.dxflow`, with one file `<profile>_config.yaml` for each.
///
/// Reading takes no lock, since a file is only ever replaced whole. Changes are made one after the other, whichever process makes them,
/// under the lock file `<profile>_config.yaml.lock`; every change leaves the file with the mode 0600.
///
/// ```swift
/// let profiles = try ProfileDirectory.standard(environment: ProcessInfo.processInfo.environment)
/// let profile = try profiles.load(.default)
/// let port = try profile.integer(for: "http-port")
/// try profiles.set("http-port", to: "8080", in: .default)
/// ```
public struct ProfileDirectory: Sendable {
    /// The directory's absolute path.
    public let path: String
    /// The variables that override keys.
    public let environment: [String: String]
    /// The keys whose meaning is known.
    public let knownKeys: [KnownKey]
    /// The user's home directory, if it is known.
    public let home: String?

    /// Takes a directory, which needn't exist before something is written.
    ///
    /// - Parameters:
    ///   - path: The directory. A relative path starts at the working directory.
    ///   - environment: The variables that override keys; `HOME` among them is what `~` means in values.
    ///   - knownKeys: The keys whose meaning is known; nil for ``KnownKey/standard(volume:)`` with this directory as the volume.
    /// - Throws: `system` where the path is relative and the working directory is gone.
    public init(path: String, environment: [String: String] = [:], knownKeys: [KnownKey]? = nil) throws(ProfileError) {
        self.path = try HomeDirectory.absolute(path)
        self.environment = environment
        self.knownKeys = knownKeys ?? KnownKey.standard(volume: self.path)
        home = HomeDirectory.path(environment: environment)
    }

    /// The directory that is used when none is named: see ``standardPath(environment:)``.
    public static func standard(environment: [String: String]) throws(ProfileError) -> ProfileDirectory {
        try ProfileDirectory(path: standardPath(environment: environment), environment: environment)
    }

    /// `DXFLOW_HOME` where it is set and not empty, else `.dxflow` in the home directory, which is `HOME` or what the user database has.
    ///
    /// - Throws: `noHome` where none of them tells.
    public static func standardPath(environment: [String: String]) throws(ProfileError) -> String {
        if let path = environment["DXFLOW_HOME"], !path.isEmpty { return try HomeDirectory.absolute(path) }
        guard let home = HomeDirectory.path(environment: environment) else {
            throw ProfileError(.noHome, "the home directory is not known; set HOME, or DXFLOW_HOME to the directory of the profiles")
        }
        return (home == "/" ? "" : home) + "/.dxflow"
    }

    /// The file of a profile.
    public func path(of profile: ProfileName) -> String { "\(path)/\(profile)\(ProfileName.fileSuffix)" }

    /// Reads a profile. One without a file has no keys of its own.
    ///
    /// - Throws: `unsafeFile` where other users could have written the file, `invalidFile` where it can't be understood, `system` where
    ///   it can't be read. A file that others may only read is a warning, for older programs made it so: the next change closes it.
    public func load(_ profile: ProfileName) throws(ProfileError) -> Profile {
        let file = ProfileFile(path: path(of: profile))
        let content = try file.read()
        let document = try ProfileDocument(bytes: content.bytes, path: file.path)
        let holdsSecret = knownKeys.contains { $0.isSecret && !(document.text(of: $0.name) ?? "").isEmpty }
        return Profile(
            name: profile, document: document, warnings: file.warnings(about: content.status, holdsSecret: holdsSecret),
            knownKeys: knownKeys, environment: environment, home: home)
    }

    /// Changes a profile while no other process can: reads its file under the lock, lets `change` edit it, and puts the result in its
    /// place.
    ///
    /// The lock blocks the thread, and is held for as long as `change` takes; that must not wait for anything. What takes longer goes under
    /// ``withTokenLock(_:waitingAtMost:_:)``. Where the file is a symbolic link its target is rewritten.
    ///
    /// - Returns: What `change` returns.
    /// - Throws: What `change` throws, and what ``load(_:)`` does; the file is then as it was.
    public func update<R>(_ profile: ProfileName, _ change: (inout ProfileDocument) throws -> R) throws -> R {
        try rewrite(profile) { bytes in
            var document = try ProfileDocument(bytes: bytes, path: path(of: profile))
            let result = try change(&document)
            return (document.bytes, result)
        }
    }

    /// Puts what `change` makes of a profile's bytes in their place, under the lock.
    func rewrite<R>(_ profile: ProfileName, _ change: ([UInt8]) throws -> (bytes: [UInt8], result: R)) throws -> R {
        let file = ProfileFile(path: try ProfileFile(path: path(of: profile)).target())
        try makeDirectory(FileOwner.directory(of: file.path))
        let lock = try ProfileLock.blocking(file.path + ".lock")
        let content = try file.read()
        let (bytes, result) = try change(content.bytes)
        // What is larger couldn't be read again.
        guard bytes.count <= ProfileFile.maximumSize else {
            throw ProfileError(
                .notEditable, "\(file.path) would be larger than \(ProfileFile.maximumSize) bytes, which no profile is; nothing was changed"
            )
        }
        if bytes != content.bytes { try file.replace(with: bytes, replacing: content.status) }
        lock.release()
        return result
    }

    /// Gives a key the value that a person typed, checked where the key is known; see ``ProfileDocument/set(_:toText:knownKeys:)`` and
    /// ``stored(_:for:)``.
    public func set(_ key: String, to text: String, in profile: ProfileName) throws {
        let text = try stored(text, for: key)
        try update(profile) { try $0.set(key, toText: text, knownKeys: knownKeys) }
    }

    /// Removes a key with its lines.
    ///
    /// - Returns: False where the file hasn't the key.
    @discardableResult
    public func unset(_ key: String, in profile: ProfileName) throws -> Bool {
        try update(profile) { try $0.unset(key) }
    }

    /// The known key that an unknown one may be a misspelling of; nil for a known one, and where none is near.
    public func suggestion(for key: String) -> KnownKey? {
        knownKeys.contains { $0.name == key } ? nil : KnownKey.nearest(to: key, in: knownKeys)
    }

    /// Does something while no other process signs this profile in: whoever gets the lock reads the token again before making another.
    ///
    /// The lock file is `<profile>_config.token.lock`. It isn't the lock of ``update(_:_:)``, which may be called meanwhile. Waiting for
    /// it holds up no thread and ends when the task is cancelled; it is freed when `body` ends and when its process does.
    ///
    /// - Parameters:
    ///   - profile: The profile.
    ///   - limit: How long to wait at most; nil for as long as it takes.
    ///   - body: What is done meanwhile.
    /// - Throws: `locked` after that time, `CancellationError`, and what `body` throws.
    nonisolated(nonsending) public func withTokenLock<R>(
        _ profile: ProfileName, waitingAtMost limit: Duration? = nil, _ body: nonisolated(nonsending) () async throws -> R
    ) async throws -> R {
        let lock = try await tokenLock(profile, waitingAtMost: limit)
        let result: R
        do {
            result = try await body()
        } catch {
            lock.release()
            throw error
        }
        lock.release()
        return result
    }

    /// Takes the lock of ``withTokenLock(_:waitingAtMost:_:)``, for a caller that keeps it as a value.
    public func tokenLock(_ profile: ProfileName, waitingAtMost limit: Duration? = nil) async throws -> ProfileLock {
        try makeDirectory(path)
        return try await ProfileLock.waiting("\(path)/\(profile)_config.token.lock", atMost: limit)
    }

    /// Makes a directory for this user alone, and those above it.
    func makeDirectory(_ path: String) throws(ProfileError) {
        var status = stat()
        if stat(path, &status) == 0 {
            guard status.st_mode & S_IFMT == S_IFDIR else {
                throw ProfileError(.system, "\(path) must be the directory of the profiles, but it is none; move it away")
            }
            return
        }
        guard errno == ENOENT else { throw .system("can't make the directory \(path)") }
        try makeDirectory(FileOwner.directory(of: path))
        if mkdir(path, 0o700) != 0, errno != EEXIST { throw .system("can't make the directory \(path)") }
        guard geteuid() == 0 else { return }
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw .system("can't make the directory \(path)") }
        defer { close(descriptor) }
        try FileOwner.adoptDirectoryOwner(of: path, descriptor: descriptor)
    }
}
