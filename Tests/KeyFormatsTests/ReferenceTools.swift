import CryptoBackend
import Foundation
import GcryptBackend
import KeyFormats
import OpenSSLBackend

/// The backends that everything with cryptography in it is tested with.
let backends: [any CryptoBackend] = {
    do { return [try OpenSSLBackend(), try GcryptBackend()] } catch { preconditionFailure("\(error)") }
}()

/// A folder that goes with the value.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        var template = Array("\(NSTemporaryDirectory())/keyformats.XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw CocoaError(.fileWriteUnknown) }
        path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    func write(_ name: String, _ content: some Sequence<UInt8>) throws -> String {
        let path = file(name)
        guard FileManager.default.createFile(atPath: path, contents: Data(content), attributes: [.posixPermissions: 0o600]) else {
            throw CocoaError(.fileWriteUnknown)
        }
        return path
    }

    func read(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: file(name)))) }
}

/// What a program printed, and that it failed.
struct ToolFailure: Error, CustomStringConvertible {
    let description: String
}

/// Runs a program and gives what it prints.
@discardableResult
func run(_ program: String, _ arguments: [String], input: [UInt8] = []) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    let (stdin, stdout) = (Pipe(), Pipe())
    process.standardInput = stdin
    process.standardOutput = stdout
    process.standardError = FileHandle.nullDevice
    try process.run()
    try stdin.fileHandleForWriting.write(contentsOf: Data(input))
    try stdin.fileHandleForWriting.close()
    let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
        throw ToolFailure(description: "\(program) \(arguments.joined(separator: " ")) ended with \(process.terminationStatus)")
    }
    return Array(output)
}

func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

func secret(_ text: String) -> SecretBytes { SecretBytes(copying: text.utf8) }

extension SecretBytes {
    /// The bytes of a secret that a test made itself.
    var revealed: [UInt8] { withUnsafeBytes { Array($0) } }
}

/// One key in the files of the reference tools, made once.
final class ReferenceKey: Sendable {
    let folder: TemporaryFolder
    /// `ssh-rsa AAAA… someone@example`.
    let publicLine: String
    let pkcs1: [UInt8]
    let pkcs8: [UInt8]

    static let shared: ReferenceKey = {
        do { return try ReferenceKey() } catch { preconditionFailure("\(error)") }
    }()

    private init() throws {
        folder = try TemporaryFolder()
        try run("ssh-keygen", ["-q", "-t", "rsa", "-b", "2048", "-m", "PEM", "-N", "", "-C", "someone@example", "-f", folder.file("key")])
        publicLine = text(try folder.read("key.pub")).trimmingCharacters(in: .newlines)
        pkcs1 = try folder.read("key")
        pkcs8 = try run("openssl", ["pkcs8", "-topk8", "-nocrypt", "-in", folder.file("key")])
    }

    /// The same key in OpenSSH's format, as ssh-keygen writes it.
    func openSSH(passphrase: String = "", comment: String = "someone@example", _ options: [String] = []) throws -> [UInt8] {
        let copy = try TemporaryFolder()
        let path = try copy.write("key", pkcs1)
        // A new comment writes the file with the default cipher, so the passphrase comes last.
        try run("ssh-keygen", ["-q", "-p", "-P", "", "-N", "", "-f", path])
        try run("ssh-keygen", ["-q", "-c", "-C", comment, "-P", "", "-f", path])
        if !passphrase.isEmpty { try run("ssh-keygen", ["-q", "-p", "-P", "", "-N", passphrase, "-f", path] + options) }
        return try copy.read("key")
    }

    func opened() throws -> RSAPrivateKey {
        try PrivateKeyFile(SecretBytes(copying: pkcs1)).open(passphrase: nil, using: backends[0]).key
    }
}

/// Foundation's base64, not ours.
func decodeBase64(_ text: String) -> [UInt8]? { Data(base64Encoded: text).map { Array($0) } }

func encodeBase64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
