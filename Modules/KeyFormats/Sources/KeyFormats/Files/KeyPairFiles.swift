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
            if lstat(path, &status) == 0 { throw .exists(path) }
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
        privatePart.syncDirectory()
        publicPart.syncDirectory()
    }
}
