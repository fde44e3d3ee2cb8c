import CryptoBackend
import Foundation
import Testing

/// A key that a program made, in PKCS#1 PEM without a passphrase, which every program here reads.
struct SourceKey: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let pkcs1: [UInt8]

    var numbers: KeyNumbers {
        get throws { try KeyNumbers(pkcs1PEM: String(decoding: pkcs1, as: UTF8.self)) }
    }

    /// The bits of the modulus.
    var bits: Int {
        get throws {
            let modulus = try numbers.numbers[0]
            return modulus.count * 8 - modulus[0].leadingZeroBitCount
        }
    }

    /// The keys that are used again and again, made once each.
    static let bySSHKeygen = made("ssh-keygen, 2048 bits") { try sshKeygen(bits: 2048) }
    static let byOpenSSL = made("openssl, 2048 bits") { try run("openssl", ["genrsa", "-traditional", "2048"]).output }
    static let ofOddSize = made("openssl, 2059 bits") { try run("openssl", ["genrsa", "-traditional", "2059"]).output }
    static let usual = [bySSHKeygen, byOpenSSL]

    /// The committed keys of `Tests/TestKeys`.
    static func committed(_ name: String) throws -> SourceKey {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../TestKeys")
        return SourceKey(testDescription: name, pkcs1: Array(try Data(contentsOf: folder.appending(path: "\(name).pem"))))
    }

    static func sshKeygen(bits: Int) throws -> [UInt8] {
        let folder = try TemporaryFolder()
        try run("ssh-keygen", ["-q", "-t", "rsa", "-b", "\(bits)", "-m", "PEM", "-N", "", "-f", folder.file("key")])
        return try folder.read("key")
    }

    private static func made(_ description: String, _ make: () throws -> [UInt8]) -> SourceKey {
        do { return SourceKey(testDescription: description, pkcs1: try make()) } catch { preconditionFailure("\(description): \(error)") }
    }
}
