import Foundation

/// What a program answered.
struct ProgramAnswer {
    let status: Int32
    let output: [UInt8]
    let errors: String

    var text: String { String(decoding: output, as: UTF8.self) }
}

/// A program that ended with a failure where none was expected.
struct ProgramFailure: Error, CustomStringConvertible {
    let description: String
}

/// Runs a program and gives its answer, whatever its status.
func attempt(_ program: String, _ arguments: [String], input: [UInt8]? = nil) throws -> ProgramAnswer {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    // ssh-keygen escapes what the locale can't show.
    process.environment = ProcessInfo.processInfo.environment.merging(["LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"]) { $1 }
    let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
    process.standardInput = input == nil ? FileHandle.nullDevice : stdin
    process.standardOutput = stdout
    process.standardError = stderr
    try process.run()
    if let input {
        try stdin.fileHandleForWriting.write(contentsOf: Data(input))
        try stdin.fileHandleForWriting.close()
    }
    let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
    let errors = try stderr.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return ProgramAnswer(status: process.terminationStatus, output: Array(output), errors: String(decoding: errors, as: UTF8.self))
}

/// Runs a program that must succeed, and gives what it printed.
@discardableResult
func run(_ program: String, _ arguments: [String], input: [UInt8]? = nil) throws -> ProgramAnswer {
    let answer = try attempt(program, arguments, input: input)
    guard answer.status == 0 else {
        throw ProgramFailure(
            description: "\(program) \(arguments.joined(separator: " ")) ended with \(answer.status): \(answer.text)\(answer.errors)")
    }
    return answer
}
