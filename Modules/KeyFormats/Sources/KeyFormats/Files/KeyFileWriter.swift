import CryptoBackend

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Writes single key files.
///
/// A file is written beside its place under a name of its own, brought to stable storage and then put there in one step: nobody ever sees
/// half of one, and what was there before stays until the new file is safe.
public enum KeyFileWriter {
    private static let privateMode: mode_t = 0o600
    private static let publicMode: mode_t = 0o644

    /// Writes a private key where nothing is, with the mode 0600.
    ///
    /// - Throws: ``KeyFileError``: `exists` or `unwritable`.
    public static func createPrivateKey(_ contents: SecretBytes, at path: String) throws(KeyFileError) {
        try contents.withUnsafeBytes { bytes throws(KeyFileError) in try create(bytes, at: path, mode: privateMode) }
    }

    /// Writes a public key where nothing is, with the mode 0644.
    ///
    /// - Throws: ``KeyFileError``: `exists` or `unwritable`.
    public static func createPublicKey(_ contents: [UInt8], at path: String) throws(KeyFileError) {
        try contents.span.bytes.withUnsafeBytes { bytes throws(KeyFileError) in try create(bytes, at: path, mode: publicMode) }
    }

    /// Writes a private key in the place of a file that may be there.
    ///
    /// A symbolic link stays, and what it leads to is replaced. The file keeps its owner, and its mode where that is stricter than 0600.
    ///
    /// - Throws: ``KeyFileError`` with `unwritable`; what was there is then there unchanged.
    public static func replacePrivateKey(_ contents: SecretBytes, at path: String) throws(KeyFileError) {
        try contents.withUnsafeBytes { bytes throws(KeyFileError) in try replace(bytes, at: path, mode: privateMode) }
    }

    /// Writes a public key in the place of a file that may be there, as ``replacePrivateKey(_:at:)`` does and with the mode 0644.
    ///
    /// - Throws: ``KeyFileError`` with `unwritable`; what was there is then there unchanged.
    public static func replacePublicKey(_ contents: [UInt8], at path: String) throws(KeyFileError) {
        try contents.span.bytes.withUnsafeBytes { bytes throws(KeyFileError) in try replace(bytes, at: path, mode: publicMode) }
    }

    private static func create(_ bytes: UnsafeRawBufferPointer, at path: String, mode: mode_t) throws(KeyFileError) {
        let file = try NewFile(beside: path, mode: mode)
        try file.fill(bytes)
        try file.appear()
        file.syncDirectory()
    }

    private static func replace(_ bytes: UnsafeRawBufferPointer, at path: String, mode: mode_t) throws(KeyFileError) {
        let target = try target(of: path)
        var status = stat()
        let isThere = stat(target, &status) == 0
        guard !isThere || status.st_mode & S_IFMT == S_IFREG else {
            throw KeyFileError(.unwritable, "\(path) is no regular file, so no key can be written there")
        }
        let file = try NewFile(beside: target, mode: isThere ? mode & status.st_mode : mode)
        if isThere { try file.change(owner: status.st_uid, group: status.st_gid) }
        try file.fill(bytes)
        try file.replace()
        file.syncDirectory()
    }

    /// The path that symbolic links lead to.
    private static func target(of path: String) throws(KeyFileError) -> String {
        if let resolved = realpath(path, nil) {
            defer { free(resolved) }
            return String(cString: resolved)
        }
        var status = stat()
        guard errno == ENOENT, lstat(path, &status) != 0 else {
            throw .system(.unwritable, "\(path) leads nowhere, so no key can be written there")
        }
        return path
    }
}
