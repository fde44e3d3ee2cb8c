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

/// A key file that a command was given: a path, or `-` for standard input.
struct KeyInput: Sendable {
    let path: String

    init(_ path: String) { self.path = path }

    var isStandardInput: Bool { path == "-" }

    /// What it is called in sentences.
    var name: String { isStandardInput ? "standard input" : path }

    /// What is in it: one key or many.
    ///
    /// - Throws: `KeyFileError` that names it.
    func read() throws(KeyFileError) -> KeyFileSource {
        isStandardInput ? try KeyFileReader.read(descriptor: STDIN_FILENO, name: name) : try KeyFileReader.read(at: path)
    }

    /// The one key in it.
    ///
    /// - Throws: ``Failure`` that names it.
    func readKey() throws -> KeyMaterial {
        switch try read() {
        case .lines: throw Failure("\(name) is an authorized_keys of many keys, and one is expected")
        case .whole(let contents):
            do { return try KeyMaterial(contents) } catch { throw Failure("\(name): \(error)") }
        }
    }

    /// What to mend where others may read the file of a private key: its mode, and the command.
    var openMode: String? {
        var status = stat()
        guard !isStandardInput, stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_mode & 0o077 != 0
        else { return nil }
        let mode = String(Int(status.st_mode & 0o777), radix: 8)
        return "Others may read the private key in \(path) (its mode is 0\(mode)); `chmod 600 \(path)` mends that."
    }

    /// Refuses a file without a name, and to take two things from standard input.
    ///
    /// - Parameters:
    ///   - keys: The files of keys, as they were given.
    ///   - others: Other files that may be `-`.
    static func validate(_ keys: [String], and others: String?...) throws {
        guard !keys.contains("") else { throw ValidationError("The name of a key's file can't be empty.") }
        guard (keys + others).filter({ $0 == "-" }).count <= 1 else {
            throw ValidationError("Only one thing can come from standard input; /dev/fd/3 and such are files too.")
        }
    }
}
