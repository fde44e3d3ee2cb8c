import CryptoBackend
import KeyFormats
import Testing

/// Files of the real programs, damaged and opened with the wrong passphrase: a typed error, and never another key.
@Suite struct DamagedFileTests {
    /// A file, how it is opened, and who wrote it.
    struct Sample: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let content: [UInt8]
        let passphrase: String?
        /// Whether the encryption tells a wrong passphrase from damage (key-formats.md).
        var hasCheck = true
    }

    private static let passphrase = "pässphrase of words"

    private static let samples: [Sample] = {
        do {
            let folder = try TemporaryFolder()
            let path = try folder.write("key", SourceKey.byOpenSSL.pkcs1)
            let pass = ["-passout", "pass:\(passphrase)"]
            func sshKeygen(_ options: [String]) throws -> [UInt8] {
                let copy = try folder.write("copy", SourceKey.byOpenSSL.pkcs1)
                try run("ssh-keygen", ["-q", "-p", "-a", "1", "-P", "", "-f", copy] + options)
                return try folder.read("copy")
            }
            return [
                Sample(testDescription: "PKCS#1", content: SourceKey.byOpenSSL.pkcs1, passphrase: nil),
                Sample(testDescription: "PKCS#8", content: try run("openssl", ["rsa", "-in", path]).output, passphrase: nil),
                Sample(testDescription: "OpenSSH", content: try sshKeygen(["-N", ""]), passphrase: nil),
                Sample(
                    testDescription: "PKCS#1, AES-256-CBC",
                    content: try run("openssl", ["rsa", "-in", path, "-traditional", "-aes256"] + pass).output, passphrase: passphrase,
                    hasCheck: false),
                Sample(
                    testDescription: "PKCS#8, PBES2",
                    content: try run("openssl", ["pkcs8", "-topk8", "-in", path, "-iter", "2"] + pass).output, passphrase: passphrase,
                    hasCheck: false),
                Sample(testDescription: "OpenSSH, aes256-ctr", content: try sshKeygen(["-N", passphrase]), passphrase: passphrase),
                Sample(
                    testDescription: "OpenSSH, aes256-gcm", content: try sshKeygen(["-N", passphrase, "-Z", "aes256-gcm@openssh.com"]),
                    passphrase: passphrase),
                Sample(
                    testDescription: "OpenSSH, chacha20-poly1305",
                    content: try sshKeygen(["-N", passphrase, "-Z", "chacha20-poly1305@openssh.com"]), passphrase: passphrase),
            ]
        } catch { preconditionFailure("\(error)") }
    }()

    private static let encrypted = samples.filter { $0.passphrase != nil }

    @Test(arguments: encrypted, InteropBackend.allCases) func wrongPassphrasesSaySo(sample: Sample, with backend: InteropBackend) throws {
        let wrong = [
            "x", "\(Self.passphrase) ", " \(Self.passphrase)", "Pässphrase of words", "passphrase of words", "pa\u{308}ssphrase of words",
            "\(Self.passphrase)\n", String(repeating: "long ", count: 1000),
        ]
        #expect(
            try KeyNumbers(open(sample.content, passphrase: Self.passphrase, using: backend.backend).key) == SourceKey.byOpenSSL.numbers)
        for passphrase in wrong {
            let error = #expect(throws: KeyFormatError.self, "\(passphrase)") {
                try open(sample.content, passphrase: passphrase, using: backend.backend)
            }
            #expect(error?.code == .wrongPassphrase, "\(passphrase): \(error?.message ?? "")")
            #expect(error?.message.contains("passphrase is wrong") == true, "\(error?.message ?? "")")
            #expect(error?.message.contains("damaged") == !sample.hasCheck, "\(error?.message ?? "")")
        }
        let missing = #expect(throws: KeyFormatError.self) { try open(sample.content, using: backend.backend) }
        #expect(missing?.code == .passphraseNeeded)
        #expect(missing?.message.contains("passphrase") == true)
    }

    /// A passphrase that a plain file doesn't need is no reason to refuse it.
    @Test(arguments: samples.filter { $0.passphrase == nil }) func plainFilesNeedNoPassphrase(sample: Sample) throws {
        for backend in InteropBackend.allCases {
            #expect(try KeyNumbers(open(sample.content, passphrase: "x", using: backend.backend).key) == SourceKey.byOpenSSL.numbers)
        }
    }

    /// Cut at each line and in the middle of each line.
    @Test(arguments: samples, InteropBackend.allCases) func cutFilesAreRefused(sample: Sample, with backend: InteropBackend) throws {
        let lines = sample.content.indices.filter { sample.content[$0] == 0x0a }
        for end in lines.dropLast().flatMap({ [$0, $0 + 1, $0 + 30] }) where end < sample.content.count - 1 {
            let error = #expect(throws: KeyFormatError.self, "\(end) bytes") {
                try open(Array(sample.content[..<end]), passphrase: sample.passphrase, using: backend.backend)
            }
            #expect(error?.code == .malformed, "\(end) bytes: \(error?.message ?? "")")
        }
        for end in 0..<sample.content.prefix(while: { $0 != 0x0a }).count {
            #expect(throws: KeyFormatError.self, "\(end) bytes") {
                try open(Array(sample.content[..<end]), passphrase: sample.passphrase, using: backend.backend)
            }
        }
    }

    /// Without one of the lines of base64, or with two of them changed over.
    @Test(arguments: samples, InteropBackend.allCases) func filesWithoutALineAreRefused(sample: Sample, with backend: InteropBackend) throws
    {
        let lines = String(decoding: sample.content, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        let body = lines.indices.dropFirst().dropLast().filter { !lines[$0].isEmpty && !lines[$0].contains(":") && !lines[$0 - 1].isEmpty }
        // Files that take a key derivation are looked at every few lines.
        for index in stride(from: 0, to: body.count, by: sample.passphrase == nil ? 1 : 5).map({ body[$0] }) {
            var shorter = Array(lines)
            shorter.remove(at: index)
            var turned = Array(lines)
            turned.swapAt(index, index - 1)
            for changed in [shorter, turned] {
                #expect(throws: KeyFormatError.self, "line \(index + 1)") {
                    try open(Array((changed.joined(separator: "\n") + "\n").utf8), passphrase: sample.passphrase, using: backend.backend)
                }
            }
        }
    }

    /// One bit of the base64 changed: an error, or the same key where the bit doesn't count.
    @Test(arguments: samples, InteropBackend.allCases) func changedBitsNeverGiveAnotherKey(
        sample: Sample, with backend: InteropBackend
    ) throws {
        let start = sample.content.firstIndex(of: 0x0a)! + 1
        let numbers = try SourceKey.byOpenSSL.numbers
        for _ in 0..<(sample.passphrase == nil ? 40 : 12) {
            var content = sample.content
            let (index, bit) = (Int.random(in: start..<content.count - 2), UInt8.random(in: 0..<8))
            content[index] ^= 1 << bit
            do {
                let opened = try open(content, passphrase: sample.passphrase, using: backend.backend)
                #expect(KeyNumbers(opened.key) == numbers, "byte \(index), bit \(bit)")
            } catch let error as KeyFormatError {
                #expect(!error.message.isEmpty)
            }
        }
    }
}
