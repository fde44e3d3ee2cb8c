import CryptoBackend
import EngineAPI
import Foundation
import KeyFormats
import OpenSSLBackend

@testable import AuthorizedKeys

let backend: OpenSSLBackend = {
    do { return try OpenSSLBackend() } catch { fatalError("libcrypto can't be set up: \(error)") }
}()

/// Numbers that are the same in every run.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed &+ 0x9E37_79B9_7F4A_7C15 }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// Something with the shape of an RSA public key, which is all that a store looks at.
func makeKey(_ seed: UInt64, bits: Int = 2048) throws -> RSAPublicKey {
    var generator = SeededGenerator(seed)
    var modulus = (0..<bits / 8).map { _ in UInt8.random(in: 0...255, using: &generator) }
    modulus[0] |= 0x80
    modulus[modulus.count - 1] |= 1
    return try RSAPublicKey(modulus: modulus, publicExponent: [1, 0, 1])
}

func fingerprint(_ seed: UInt64) throws -> String { try makeKey(seed).sha256Fingerprint(using: backend) }

/// `ssh-rsa AAAA… comment`.
func line(_ seed: UInt64, comment: String = "", bits: Int = 2048) throws -> String {
    OpenSSHPublicKey(key: try makeKey(seed, bits: bits), comment: comment).line
}

func makeRegisteredKey(
    _ seed: UInt64, identity: String? = nil, permissions: Permissions = .default, isDisabled: Bool = false,
    registeredAt: Int64? = 1_800_000_000,
    bits: Int = 2048
) throws -> RegisteredKey {
    let key = try makeKey(seed, bits: bits)
    return RegisteredKey(
        registration: "registration-\(seed)", identity: identity ?? "key \(seed)", key: key,
        fingerprint: try key.sha256Fingerprint(using: backend), permissions: permissions, isDisabled: isDisabled, registeredAt: registeredAt
    )
}

/// A directory for one test, gone with it, and the file in it.
final class TemporaryStore: Sendable {
    let directory: String
    var path: String { "\(directory)/authorized_keys" }

    init() throws {
        let template = FileManager.default.temporaryDirectory.appendingPathComponent("authorized-keys-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: template, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        directory = template.path
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    /// A store of its own, with its own file descriptors, as another process has one.
    func open() -> FileKeyStore { FileKeyStore(path: path, digests: backend) }

    /// Writes the file as an editor does that doesn't know of locks: in place.
    func write(_ content: some DataProtocol, to path: String? = nil) throws {
        let path = path ?? self.path
        if !FileManager.default.fileExists(atPath: path) {
            guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]) else {
                throw CocoaError(.fileWriteUnknown)
            }
        }
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try handle.truncate(atOffset: 0)
        try handle.write(contentsOf: content)
        try handle.close()
    }

    func write(_ lines: [String]) throws { try write(Data(lines.map { $0 + "\n" }.joined().utf8)) }

    func bytes() throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

    func text() throws -> String { String(decoding: try bytes(), as: UTF8.self) }

    func mode(_ path: String? = nil) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path ?? self.path)
        return attributes[.posixPermissions] as? Int ?? -1
    }

    func setMode(_ mode: Int, _ path: String? = nil) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path ?? self.path)
    }
}

/// Runs a program to its end.
///
/// - Returns: What it wrote to its standard output.
func run(_ program: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
}
