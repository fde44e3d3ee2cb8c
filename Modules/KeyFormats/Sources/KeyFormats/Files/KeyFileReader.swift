import CryptoBackend

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Reads key files from disk, the private ones into memory that is wiped.
public enum KeyFileReader {
    /// No file of a single key is larger, in bytes; what is, isn't read.
    public static let maximumLength = KeyFileContents.maximumLength
    /// No file of several blocks and no JWK set is larger, in bytes; what is, isn't read.
    public static let maximumBundleLength = 64 << 20

    /// The content of a private key file.
    ///
    /// - Throws: ``KeyFileError``: `tooOpen` for a regular file of the caller's own that its group or others may read, which is what ssh
    ///   refuses; `unreadable` or `tooLarge`.
    public static func readPrivateKey(at path: String) throws(KeyFileError) -> SecretBytes {
        let file = try FileDescriptor(openingFileAt: path)
        let status = try file.status()
        guard status.st_uid != getuid() || status.st_mode & S_IFMT != S_IFREG || status.st_mode & 0o077 == 0 else {
            let mode = String(Int(status.st_mode & 0o777), radix: 8)
            throw KeyFileError(
                .tooOpen,
                "the private key \(path) may be read by others (its mode is 0\(mode)), so it is not used; `chmod 600 \(path)` mends that")
        }
        return try content(of: file)
    }

    /// The content of a public key file.
    ///
    /// Somebody may name a private key by mistake, so it is a secret until its kind is known.
    ///
    /// - Throws: ``KeyFileError``: `unreadable` or `tooLarge`.
    public static func readPublicKey(at path: String) throws(KeyFileError) -> SecretBytes {
        try content(of: try FileDescriptor(openingFileAt: path))
    }

    /// A file of one key or many, of any length: to be looked at, so others may read it.
    ///
    /// - Throws: ``KeyFileError``: `unreadable`, or `tooLarge` for a file that is neither an authorized_keys nor shorter than
    ///   ``maximumBundleLength``.
    public static func read(at path: String) throws(KeyFileError) -> KeyFileSource {
        try read(try FileDescriptor(openingFileAt: path))
    }

    /// A file of one key or many, of any length, that is open already.
    ///
    /// - Parameters:
    ///   - descriptor: Open for reading, such as 0 for the standard input. It stays the caller's, and open until everything is read.
    ///   - name: What it is called in errors.
    /// - Throws: ``KeyFileError`` as ``read(at:)``.
    public static func read(descriptor: CInt, name: String) throws(KeyFileError) -> KeyFileSource {
        try read(FileDescriptor(descriptor, name: name, isOwned: false))
    }

    private static func read(_ file: FileDescriptor) throws(KeyFileError) -> KeyFileSource {
        let head = try bytes(of: file, upTo: maximumLength + 1)
        guard head.count > maximumLength else { return .whole(head) }
        switch head.withUnsafeBytes({ LongFileKind(of: $0) }) {
        case .lines:
            return .lines(AuthorizedKeysReader(head: head.withUnsafeBytes { Array($0) }, rest: file))
        case .bundle:
            let contents = SecretBytes(joining: [head, try bytes(of: file, upTo: maximumBundleLength + 1 - head.count)])
            guard contents.count <= maximumBundleLength else { throw tooLarge(file, maximumBundleLength) }
            return .whole(contents)
        case nil:
            throw tooLarge(file, maximumLength)
        }
    }

    private static func content(of file: FileDescriptor) throws(KeyFileError) -> SecretBytes {
        let content = try bytes(of: file, upTo: maximumLength + 1)
        guard content.count <= maximumLength else { throw tooLarge(file, maximumLength) }
        return content
    }

    private static func bytes(of file: FileDescriptor, upTo length: Int) throws(KeyFileError) -> SecretBytes {
        try SecretBytes(capacity: length) { (buffer, count) throws(KeyFileError) in count = try file.read(into: buffer) }
    }

    private static func tooLarge(_ file: FileDescriptor, _ limit: Int) -> KeyFileError {
        KeyFileError(.tooLarge, "\(file.name) is larger than \(limit) bytes, so it is no key file")
    }
}

/// What a file that is longer than one key can be, as its first mebibyte tells.
private enum LongFileKind {
    /// An authorized_keys.
    case lines
    /// Blocks of PEM or RFC 4716, or a JWK set.
    case bundle

    init?(of head: UnsafeRawBufferPointer) {
        if head.first(where: { !TextLines.isSpace($0) }) == UInt8(ascii: "{") {
            self = .bundle
            return
        }
        var isLines = false
        var lines = TextLines(head)
        while let line = lines.next() {
            if PEMBlock.isFirstLine(line.content) || RFC4716Block.isFirstLine(line.content) {
                self = .bundle
                return
            }
            isLines = isLines || OpenSSHPublicKeyFile.namesKeyType(line.raw)
        }
        guard isLines else { return nil }
        self = .lines
    }
}
