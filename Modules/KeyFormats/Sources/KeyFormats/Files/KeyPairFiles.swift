import CryptoBackend

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Writes the two files of a key pair: both, or neither.
public struct KeyPairFiles: Sendable {
    /// The private key's file, whose mode becomes 0600.
    public let privatePath: String
    /// The public key's file, whose mode becomes 0644.
    public let publicPath: String

    public init(privatePath: String, publicPath: String) {
        self.privatePath = privatePath
        self.publicPath = publicPath
    }

    /// Refuses the work before it is done where ``write(privateKey:publicKey:overwriting:)`` would refuse its result.
    ///
    /// - Throws: ``KeyFileError`` with `exists` naming the file that is there.
    public func checkAbsence() throws(KeyFileError) {
        for path in [privatePath, publicPath] {
            var status = stat()
            if lstat(path, &status) == 0 { throw Self.exists(path) }
        }
    }

    /// Writes both files and brings them to stable storage.
    ///
    /// Each is written beside its place under a name of its own, then put there in one step, so nobody ever sees half of one.
    ///
    /// - Parameters:
    ///   - privateKey: The text of the private key's file.
    ///   - publicKey: The text of the public key's file.
    ///   - overwriting: Whether files that are there are replaced.
    /// - Throws: ``KeyFileError``: `exists`, or `unwritable`. What was there before is then there unchanged, unless the disk fails between two
    ///   replacements.
    public func write(privateKey: SecretBytes, publicKey: String, overwriting: Bool) throws(KeyFileError) {
        let privatePart = try NewFile(beside: privatePath, mode: 0o600)
        try privateKey.withUnsafeBytes { bytes throws(KeyFileError) in try privatePart.fill(bytes) }
        let publicPart = try NewFile(beside: publicPath, mode: 0o644)
        try Array(publicKey.utf8).span.bytes.withUnsafeBytes { bytes throws(KeyFileError) in try publicPart.fill(bytes) }

        if overwriting {
            try privatePart.checkReplaceability()
            try publicPart.checkReplaceability()
            try privatePart.keepPredecessor()
            try privatePart.replace()
            do { try publicPart.replace() } catch {
                privatePart.restorePredecessor()
                throw error
            }
        } else {
            try privatePart.appear()
            do { try publicPart.appear() } catch {
                unlink(privatePath)
                throw error
            }
        }
        syncDirectory(of: privatePath)
        syncDirectory(of: publicPath)
    }

    fileprivate static func exists(_ path: String) -> KeyFileError {
        KeyFileError(.exists, "\(path) exists already")
    }
}

/// A file that is being written under a temporary name, which goes with it unless it was put in its place.
private final class NewFile {
    private let descriptor: CInt
    private let temporaryPath: String
    private let finalPath: String
    private var predecessorPath: String?

    init(beside path: String, mode: mode_t) throws(KeyFileError) {
        var template = Array("\(path).XXXXXX".utf8CString)
        descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw .system(.unwritable, "\(path) can't be written") }
        temporaryPath = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
        finalPath = path
        guard fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0, fchmod(descriptor, mode) == 0 else {
            throw .system(.unwritable, "\(path) can't be written")
        }
    }

    deinit {
        close(descriptor)
        unlink(temporaryPath)
        if let predecessorPath { unlink(predecessorPath) }
    }

    func fill(_ bytes: UnsafeRawBufferPointer) throws(KeyFileError) {
        var rest = bytes
        while !rest.isEmpty {
            let written = write(descriptor, rest.baseAddress!, rest.count)
            if written < 0 {
                if errno == EINTR { continue }
                throw .system(.unwritable, "\(finalPath) can't be written")
            }
            rest = UnsafeRawBufferPointer(rebasing: rest[written...])
        }
        guard fsync(descriptor) == 0 else { throw .system(.unwritable, "\(finalPath) can't be written") }
    }

    /// Puts the file at its place, where nothing may be.
    func appear() throws(KeyFileError) {
        guard link(temporaryPath, finalPath) == 0 else {
            throw errno == EEXIST ? KeyPairFiles.exists(finalPath) : .system(.unwritable, "\(finalPath) can't be written")
        }
    }

    /// Refuses what a file can't take the place of, before anything is changed.
    func checkReplaceability() throws(KeyFileError) {
        var status = stat()
        guard lstat(finalPath, &status) != 0 || status.st_mode & S_IFMT != S_IFDIR else {
            throw KeyFileError(.unwritable, "\(finalPath) is a directory, so no key can be written there")
        }
    }

    /// Keeps what stands at the file's place under another name until this object goes.
    func keepPredecessor() throws(KeyFileError) {
        let path = temporaryPath + ".old"
        guard link(finalPath, path) == 0 else {
            if errno == ENOENT { return }
            throw .system(.unwritable, "\(finalPath) can't be replaced")
        }
        predecessorPath = path
    }

    /// Puts back what stood at the file's place, or nothing where nothing stood.
    func restorePredecessor() {
        guard let path = predecessorPath else {
            unlink(finalPath)
            return
        }
        if rename(path, finalPath) == 0 { predecessorPath = nil }
    }

    /// Puts the file at its place, in the stead of what may be there.
    func replace() throws(KeyFileError) {
        guard rename(temporaryPath, finalPath) == 0 else { throw .system(.unwritable, "\(finalPath) can't be replaced") }
    }
}

/// Brings the names in a file's directory to stable storage. Where that can't be done the files are no less there.
private func syncDirectory(of path: String) {
    let directory = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
}
