import Foundation

/// A program that ended with a failure where none was expected.
struct ToolFailure: Error, CustomStringConvertible {
    let description: String
}

/// Runs a program that must succeed, and gives what it printed.
@discardableResult
func run(_ program: String, _ arguments: [String]) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    let (stdout, stderr) = (Pipe(), Pipe())
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = stdout
    process.standardError = stderr
    try process.run()
    let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
    let errors = try stderr.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
        let said = String(decoding: errors, as: UTF8.self)
        throw ToolFailure(description: "\(program) \(arguments.joined(separator: " ")) ended with \(process.terminationStatus): \(said)")
    }
    return Array(output)
}

/// A folder that goes with the value, for the programs that want their keys in files.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        var template = Array("\(NSTemporaryDirectory())/malformed.XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw CocoaError(.fileWriteUnknown) }
        path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes a file that only its owner may read, as ssh-keygen demands of private keys, and gives its path.
    func write(_ name: String, _ content: some Sequence<UInt8>) throws -> String {
        let path = file(name)
        guard FileManager.default.createFile(atPath: path, contents: Data(content), attributes: [.posixPermissions: 0o600]) else {
            throw CocoaError(.fileWriteUnknown)
        }
        return path
    }

    func read(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: file(name)))) }
}
