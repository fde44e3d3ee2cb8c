import Foundation

/// Something that a test needs and that didn't work.
struct ToolFailure: Error, CustomStringConvertible {
    let description: String
}

/// A new folder, which whoever asks for it removes.
func temporaryFolder() throws -> String {
    var template = Array("\(NSTemporaryDirectory())/agent.XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw CocoaError(.fileWriteUnknown) }
    return template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
}

/// Runs a program in a folder that is its home too, where the agent's socket is `socket`; gives what it prints.
///
/// What it would ask at a terminal it asks the program `askpass` in that folder.
private func runProgram(_ program: String, _ arguments: [String], in folder: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.environment = [
        "PATH": "/usr/bin:/bin", "HOME": folder, "SSH_AUTH_SOCK": "\(folder)/socket", "SSH_ASKPASS": "\(folder)/askpass",
        "SSH_ASKPASS_REQUIRE": "force", "DISPLAY": ":0", "SOFTHSM2_CONF": "\(folder)/softhsm2.conf", "LC_ALL": "C.UTF-8",
    ]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    let output = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
        throw ToolFailure(description: "\(program) \(arguments.joined(separator: " ")) ended with \(process.terminationStatus): \(text)")
    }
    return text
}

/// An ssh-agent of OpenSSH's with a folder of its own, which both go with the value.
final class RealAgent: Sendable {
    let folder: String
    let socketPath: String
    private let pid: pid_t

    init() throws {
        folder = try temporaryFolder()
        socketPath = "\(folder)/socket"
        // It says where its socket is once that is there. Foundation would wait for a process that goes into the background until its end,
        // because it inherits a descriptor, so another program starts it.
        let program = """
            import subprocess
            agent = subprocess.Popen(["ssh-agent", "-D", "-a", "socket"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            agent.stdout.read(1)
            print(agent.pid)
            """
        let printed = try runProgram("python3", ["-c", program], in: folder)
        guard let pid = pid_t(printed.filter(\.isNumber)) else { throw ToolFailure(description: "ssh-agent didn't start: \(printed)") }
        self.pid = pid
    }

    deinit {
        // It has inherited the signals that the threads of the tests block, SIGTERM among them.
        kill(pid, SIGKILL)
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// What is answered from now on where ssh-add or the agent ask; nil refuses.
    func answerQuestions(with answer: String?) throws {
        try write("askpass", answer.map { "#!/bin/sh\necho '\($0)'\n" } ?? "#!/bin/sh\nexit 1\n", mode: 0o700)
    }

    func write(_ name: String, _ text: String, mode: Int = 0o600) throws {
        guard
            FileManager.default.createFile(
                atPath: "\(folder)/\(name)", contents: Data(text.utf8), attributes: [.posixPermissions: mode])
        else { throw CocoaError(.fileWriteUnknown) }
    }

    func read(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))) }

    /// Runs a program with this agent and gives what it prints.
    @discardableResult
    func run(_ program: String, _ arguments: [String]) throws -> String { try runProgram(program, arguments, in: folder) }

    /// Makes a key, in `NAME` and `NAME.pub`, that the agent doesn't hold.
    func makeKey(_ name: String, type: [String] = ["-t", "rsa", "-b", "2048"]) throws {
        try run("ssh-keygen", ["-q"] + type + ["-N", "", "-C", "\(name)@example", "-f", name])
    }
}
