import Foundation

/// Runs a program that isn't ours and gives what it printed.
enum Program {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private static let queue = DispatchQueue(label: "programs", attributes: .concurrent)

    /// - Throws: ``Failure`` with what it complained of if it doesn't end well.
    @discardableResult
    static func run(_ arguments: [String], input: Data = Data()) async throws -> Data {
        // Waiting is done outside the few threads that tests and engines share.
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try runAndWait(arguments, input) }) }
        }
    }

    private static func runAndWait(_ arguments: [String], _ input: Data) throws -> Data {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments
        let (standardInput, output) = (Pipe(), Pipe())
        process.standardInput = standardInput
        process.standardOutput = output
        process.standardError = output
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        try process.run()
        standardInput.fileHandleForWriting.write(input)
        try standardInput.fileHandleForWriting.close()
        let printed = output.fileHandleForReading.readDataToEndOfFile()
        ended.wait()
        guard process.terminationStatus == 0 else {
            throw Failure(description: "\(arguments.joined(separator: " ")): \(String(decoding: printed, as: UTF8.self))")
        }
        return printed
    }
}

/// A directory of its own, removed with the value.
final class TemporaryDirectory: Sendable {
    let path: String

    init() throws {
        var template = Array((FileManager.default.temporaryDirectory.path + "/dxflow-server.XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { throw Program.Failure(description: "no temporary directory can be made") }
        path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
