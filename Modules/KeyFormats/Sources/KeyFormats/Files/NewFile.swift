#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file that is being written under a temporary name, which goes with it unless it was put in its place.
final class NewFile {
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

    /// Gives the file to another owner and group, where it has others.
    func change(owner: uid_t, group: gid_t) throws(KeyFileError) {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_uid == owner && status.st_gid == group || fchown(descriptor, owner, group) == 0
        else { throw .system(.unwritable, "\(finalPath) can't be replaced by a file of its owner's") }
    }

    /// Writes the content and brings it to stable storage.
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
            throw errno == EEXIST ? .exists(finalPath) : .system(.unwritable, "\(finalPath) can't be written")
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

    /// Brings the names in the file's directory to stable storage. Where that can't be done the file is no less there.
    func syncDirectory() {
        let directory = finalPath.lastIndex(of: "/").map { $0 == finalPath.startIndex ? "/" : String(finalPath[..<$0]) } ?? "."
        let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}
