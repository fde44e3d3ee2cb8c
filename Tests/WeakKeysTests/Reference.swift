import CryptoBackend
import Foundation

/// A key with a name, as the Python scripts print it.
struct NamedKey: Codable, Sendable {
    let name: String
    let n: String
    let e: String

    func key() throws -> RSAPublicKey { try RSAPublicKey(modulus: bytes(n), publicExponent: bytes(e)) }
}

/// The scripts in `Reference/`, which know weak keys and big numbers from elsewhere.
enum Reference {
    /// Runs a script and reads its JSON.
    static func run<Output: Decodable>(_ script: String, _ arguments: [String] = [], input: Data = Data()) throws -> Output {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Reference/\(script).py").path
        process.arguments = ["python3", path] + arguments
        let (stdin, stdout) = (Pipe(), Pipe())
        process.standardInput = stdin
        process.standardOutput = stdout
        try process.run()
        DispatchQueue.global().async {
            try? stdin.fileHandleForWriting.write(contentsOf: input)
            try? stdin.fileHandleForWriting.close()
        }
        let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(description: "\(script) ended with \(process.terminationStatus)") }
        return try JSONDecoder().decode(Output.self, from: output)
    }

    /// What badkeys finds in each key.
    static func badkeys(_ keys: [NamedKey]) throws -> [[String]] {
        try run("badkeys_checks", input: try JSONEncoder().encode(keys))
    }

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }
}

/// The bytes of a hexadecimal number.
func bytes(_ hexadecimal: String) -> [UInt8] {
    let digits = hexadecimal.utf8.map { UInt8($0 >= 0x61 ? $0 - 0x57 : $0 - 0x30) }
    let even = digits.count % 2 == 0 ? digits : [0] + digits
    return stride(from: 0, to: even.count, by: 2).map { even[$0] << 4 | even[$0 + 1] }
}
