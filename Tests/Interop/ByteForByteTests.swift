import CryptoBackend
import Foundation
import KeyFormats
import Testing

/// Read then write gives the file of the reference tool back, byte for byte.
@Suite struct ByteForByteTests {
    private static let names = ["rsa1024", "rsa2048-e3", "rsa3072", "rsa16384"]

    private func rewritten(
        _ content: [UInt8], using backend: InteropBackend, passphrase: String? = nil, _ change: (inout PrivateKeyWriter) -> Void = { _ in }
    ) throws -> [UInt8] {
        let file = try PrivateKeyFile(SecretBytes(copying: content))
        let opened = try file.open(passphrase: passphrase.map(secret), using: backend.backend)
        var writer = PrivateKeyWriter(format: file.format, comment: opened.comment, passphrase: passphrase.map(secret))
        change(&writer)
        return try writer.write(opened.key, using: backend.backend).revealed
    }

    @Test(arguments: names, InteropBackend.allCases) func plainFilesOfOpenSSL(name: String, with backend: InteropBackend) throws {
        let source = try SourceKey.committed(name)
        #expect(try rewritten(source.pkcs1, using: backend) == source.pkcs1)
        let folder = try TemporaryFolder()
        let path = try folder.write("key", source.pkcs1)
        for arguments in [["rsa"], ["pkcs8", "-topk8", "-nocrypt", "-outform", "DER"], ["rsa", "-traditional", "-outform", "DER"]] {
            let content = try run("openssl", arguments + ["-in", path]).output
            #expect(try rewritten(content, using: backend) == content, "\(arguments)")
        }
    }

    @Test(arguments: names, InteropBackend.allCases) func plainFilesOfSSHKeygen(name: String, with backend: InteropBackend) throws {
        let source = try SourceKey.committed(name)
        for comment in ["", "me", RandomText.comment()] {
            let content = try openSSH(source, comment: comment)
            // The check number stands behind the public key, and twice.
            let number = try checkNumber(ofPlain: content)
            #expect(try rewritten(content, using: backend) { $0.checkNumber = number } == content, "\(comment)")
        }
    }

    @Test(arguments: InteropBackend.allCases) func encryptedFilesOfSSHKeygen(backend: InteropBackend) throws {
        for (rounds, comment) in [(1, ""), (3, RandomText.comment()), (24, "me@host")] {
            let passphrase = RandomText.passphrase()
            let content = try openSSH(.byOpenSSL, comment: comment, ["-a", "\(rounds)", "-N", passphrase])
            let salt = try Array(parts(of: content)[2].dropFirst(4).prefix(16))
            let writeWith = { (number: UInt32) in
                try rewritten(content, using: backend, passphrase: passphrase) {
                    $0.salt = salt
                    $0.bcryptRounds = rounds
                    $0.checkNumber = number
                }
            }
            // In counter mode the difference of two files is the difference of what is in them: the first four bytes are the check number.
            let zero = try parts(of: writeWith(0))
            let number = zip(try parts(of: content)[4].prefix(4), zero[4].prefix(4)).reduce(UInt32(0)) { $0 << 8 | UInt32($1.0 ^ $1.1) }
            #expect(try writeWith(number) == content, "\(rounds) rounds, \(comment), \(passphrase)")
        }
    }

    @Test(arguments: [1, 2048, 10_000], InteropBackend.allCases) func encryptedFilesOfOpenSSL(
        rounds: Int, with backend: InteropBackend
    ) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("key", SourceKey.bySSHKeygen.pkcs1)
        let passphrase = RandomText.passphrase()
        let options = ["-v2", "aes-256-cbc", "-v2prf", "hmacWithSHA256", "-iter", "\(rounds)", "-passout", "pass:\(passphrase)"]
        for form in ["PEM", "DER"] {
            let content = try run("openssl", ["pkcs8", "-topk8", "-in", path, "-outform", form] + options).output
            let strings = try octetStrings(in: content, form: form)
            let written = try rewritten(content, using: backend, passphrase: passphrase) {
                $0.salt = strings[0]
                $0.initializationVector = strings[1]
                $0.pbkdf2Rounds = rounds
            }
            #expect(written == content, "\(form), \(passphrase)")
        }
    }

    @Test(arguments: InteropBackend.allCases) func scryptFilesOfOpenSSL(backend: InteropBackend) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("key", SourceKey.bySSHKeygen.pkcs1)
        let content = try run("openssl", ["pkcs8", "-topk8", "-in", path, "-scrypt", "-passout", "pass:abcde"]).output
        let strings = try octetStrings(in: content, form: "PEM")
        let written = try rewritten(content, using: backend, passphrase: "abcde") {
            $0.salt = strings[0]
            $0.initializationVector = strings[1]
            $0.scrypt = PrivateKeyWriter.usualScrypt
        }
        #expect(written == content)
    }

    @Test(arguments: InteropBackend.allCases) func traditionalFilesOfOpenSSL(backend: InteropBackend) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("key", SourceKey.bySSHKeygen.pkcs1)
        let passphrase = RandomText.passphrase()
        let content = try run("openssl", ["rsa", "-in", path, "-traditional", "-aes256", "-passout", "pass:\(passphrase)"]).output
        let header = try #require(String(decoding: content, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("DEK-Info: ") })
        let vector = try #require(header.split(separator: ",").last.flatMap { bytes(hexadecimal: $0) })
        let written = try rewritten(content, using: backend, passphrase: passphrase) {
            $0.format = .pkcs1Encrypted
            $0.initializationVector = vector
        }
        #expect(written == content, "\(passphrase)")
    }

    // MARK: - Taking files apart

    /// The key in OpenSSH's format as ssh-keygen writes it.
    private func openSSH(_ source: SourceKey, comment: String, _ options: [String] = []) throws -> [UInt8] {
        let folder = try TemporaryFolder()
        let path = try folder.write("key", source.pkcs1)
        try run("ssh-keygen", ["-q", "-p", "-P", "", "-N", "", "-f", path])
        try run("ssh-keygen", ["-q", "-c", "-C", comment, "-P", "", "-f", path])
        if !options.isEmpty { try run("ssh-keygen", ["-q", "-p", "-P", "", "-f", path] + options) }
        return try folder.read("key")
    }

    /// The strings of a file in OpenSSH's format (PROTOCOL.key): cipher, KDF, its options, public key, private part.
    private func parts(of file: [UInt8]) throws -> [[UInt8]] {
        let lines = String(decoding: file, as: UTF8.self).split(separator: "\n")
        let content = try #require(Data(base64Encoded: lines.dropFirst().dropLast().joined()).map { Array($0) })
        try #require(content.starts(with: Array("openssh-key-v1\0".utf8)))
        var rest = content.dropFirst(15)
        var parts: [[UInt8]] = []
        for index in 0..<5 {
            // The count of keys stands between the options and the first key.
            if index == 3 { rest = rest.dropFirst(4) }
            let length = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
            parts.append(Array(rest.dropFirst(4).prefix(length)))
            rest = rest.dropFirst(4 + length)
        }
        return parts
    }

    private func checkNumber(ofPlain file: [UInt8]) throws -> UInt32 {
        try parts(of: file)[4].prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }

    /// The salt and the initialization vector, in this order, as openssl finds them.
    private func octetStrings(in content: [UInt8], form: String) throws -> [[UInt8]] {
        let folder = try TemporaryFolder()
        let text = try run("openssl", ["asn1parse", "-inform", form, "-in", folder.write("key", content)]).text
        let strings = text.split(separator: "\n").filter { $0.contains("OCTET STRING") }
            .compactMap { $0.split(separator: ":").last.flatMap { bytes(hexadecimal: $0) } }
        return try #require(strings.count >= 2 ? strings : nil)
    }
}
