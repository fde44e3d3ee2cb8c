import Foundation

/// A program that these tests compare with.
struct Program {
    struct Failure: Error {
        let program: String
        let status: Int32
    }

    /// Runs a program and gives what it prints on standard output.
    ///
    /// - Throws: ``Failure`` if it doesn't end with 0.
    @discardableResult
    static func run(_ name: String, _ arguments: [String], input: [UInt8] = []) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [name] + arguments
        let (given, printed) = (Pipe(), Pipe())
        process.standardInput = given
        process.standardOutput = printed
        process.standardError = FileHandle.nullDevice
        try process.run()
        // Each of the programs reads all its input before it prints more than a pipe holds.
        try given.fileHandleForWriting.write(contentsOf: Data(input))
        try given.fileHandleForWriting.close()
        let output = try printed.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(program: name, status: process.terminationStatus) }
        return [UInt8](output)
    }

    /// Runs a Python script and gives what it prints, without the last line's end.
    static func python(_ script: String) throws -> String {
        String(decoding: try run("python3", ["-c", script]), as: UTF8.self).trimmingCharacters(in: .newlines)
    }
}

/// The bytes that hexadecimal digits stand for; an odd number of digits gets a zero in front.
func bytes(_ digits: some StringProtocol) -> [UInt8] {
    let even = digits.count % 2 == 0 ? String(digits) : "0" + digits
    let values = even.compactMap(\.hexDigitValue).map(UInt8.init)
    return stride(from: 0, to: values.count, by: 2).map { values[$0] << 4 | values[$0 + 1] }
}

/// Hexadecimal digits for bytes.
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
