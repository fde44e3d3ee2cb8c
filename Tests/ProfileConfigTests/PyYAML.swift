import Foundation

/// PyYAML reads the documents that the module writes: a reader that nobody here wrote.
enum PyYAML {
    /// For each document its keys with `repr()` of their values; nil where PyYAML refuses it or finds no mapping.
    static func load(_ documents: [[UInt8]]) throws -> [[String: String]?] {
        let script = """
            import sys, json, base64, yaml
            out = []
            for line in sys.stdin:
                try:
                    data = yaml.safe_load(base64.b64decode(line))
                    out.append({str(k): repr(v) for k, v in (data or {}).items()})
                except Exception:
                    out.append(None)
            json.dump(out, sys.stdout)
            """
        let input = documents.map { Data($0).base64EncodedString() + "\n" }.joined()
        let output = try Python.run(script, input: Data(input.utf8))
        return try JSONDecoder().decode([[String: String]?].self, from: output)
    }

    /// The keys of one text, which must be readable.
    static func load(_ text: String) throws -> [String: String] {
        try load([Array(text.utf8)])[0] ?? ["unreadable": text]
    }
}

enum Python {
    static func run(_ script: String, arguments: [String] = [], input: Data = Data()) throws -> Data {
        let process = process(script, arguments: arguments)
        let (stdin, stdout) = (Pipe(), Pipe())
        process.standardInput = stdin
        process.standardOutput = stdout
        try process.run()
        DispatchQueue.global().async {
            try? stdin.fileHandleForWriting.write(contentsOf: input)
            try? stdin.fileHandleForWriting.close()
        }
        let output = stdout.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(status: process.terminationStatus) }
        return output
    }

    static func process(_ script: String, arguments: [String]) -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script] + arguments
        return process
    }

    struct Failure: Error { let status: Int32 }
}
