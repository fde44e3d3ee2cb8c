import ArgumentParser
import CryptoBackend
import KeyFormats

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Where a key goes that a command writes: to a file, or to standard output.
struct KeyOutputOptions: ParsableArguments {
    @Option(
        name: .shortAndLong, help: ArgumentHelp("The file to write. (default: standard output)", valueName: "file"), completion: .file())
    var out: String?

    @Flag(help: "Replace the file if it is there.")
    var force = false

    func validate() throws {
        if force, out == nil { throw ValidationError("--force is about the file that --out names.") }
        if let out, out.isEmpty || out.hasSuffix("/") { throw ValidationError("--out takes the name of a file, such as key.pem.") }
    }

    /// Refuses what ``write(privateKey:)`` and ``write(publicKey:)`` would, before the work is done and anything is asked.
    ///
    /// - Parameter isText: Whether a terminal can show it.
    func check(isText: Bool) throws {
        guard let out else {
            guard isText || !StandardOutput.isTerminal else {
                throw Failure("DER is no text that a terminal can show; name a file with --out")
            }
            return
        }
        var status = stat()
        if lstat(out, &status) == 0, !force { throw Failure.inTheWay("\(out) exists already") }
        try Self.requireWritableDirectory(of: out)
    }

    /// Refuses a file in whose directory nothing can be written: a new file is made there first, even where one is replaced.
    static func requireWritableDirectory(of path: String) throws {
        let resolved = realpath(path, nil)
        defer { free(resolved) }
        let path = resolved.map { String(cString: $0) } ?? path
        let directory = parentDirectory(of: path)
        guard access(directory, W_OK | X_OK) == 0 else {
            throw Failure("no file can be written in the directory of \(path): \(String(cString: strerror(errno)))")
        }
    }

    /// Writes a private key, which nobody else may read.
    func write(privateKey contents: SecretBytes) throws {
        guard let out else { return try StandardOutput.write(contents) }
        try uninterrupted {
            try force ? KeyFileWriter.replacePrivateKey(contents, at: out) : KeyFileWriter.createPrivateKey(contents, at: out)
        }
    }

    /// Writes a public key.
    func write(publicKey contents: [UInt8]) throws {
        guard let out else { return try StandardOutput.write(contents) }
        try uninterrupted {
            try force ? KeyFileWriter.replacePublicKey(contents, at: out) : KeyFileWriter.createPublicKey(contents, at: out)
        }
    }
}
