import AuthorizedKeys
import CryptoBackend
import EngineAPI
import Foundation
import KeyFormats
import OpenSSLBackend

/// A key pair that ssh-keygen made and that openssl signs with.
struct SSHKey: Sendable {
    let line: String
    let fingerprint: String
    private let file: Data

    init(bits: Int = 2048, comment: String = "alice") async throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/key"
        try await Program.run(["ssh-keygen", "-q", "-t", "rsa", "-b", "\(bits)", "-m", "PEM", "-N", "", "-C", comment, "-f", path])
        line = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path + ".pub")), as: UTF8.self).trimmingCharacters(in: .newlines)
        let listing = String(decoding: try await Program.run(["ssh-keygen", "-l", "-f", path + ".pub"]), as: UTF8.self)
        fingerprint = String(listing.split(separator: " ")[1])
        file = try Data(contentsOf: URL(fileURLWithPath: path))
    }

    /// RSASSA-PKCS1-v1_5 with SHA-256.
    func sign(_ text: String) async throws -> [UInt8] {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/key"
        try file.write(to: URL(fileURLWithPath: path))
        return [UInt8](try await Program.run(["openssl", "dgst", "-sha256", "-sign", path], input: Data(text.utf8)))
    }

    func registered(
        as identity: String = "alice", registration: String = "registration-1", permissions: Permissions = .default,
        isDisabled: Bool = false
    ) throws -> RegisteredKey {
        RegisteredKey(
            registration: registration, identity: identity, key: try OpenSSHPublicKey(parsing: line).key, fingerprint: fingerprint,
            permissions: permissions, isDisabled: isDisabled, registeredAt: nil)
    }

    /// Keys are slow to make; tests that only need some key share these.
    static let alice = Task { try await SSHKey() }
    static let bob = Task { try await SSHKey(comment: "bob") }
}
