import CryptoBackend
import KeyFormats
import Testing

/// Passphrases that are nearly right, that nobody asked for, and that are very long, with files of the real programs.
@Suite struct PassphraseTests {
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
            "\(Self.passphrase)\n", "", String(repeating: "long ", count: 1000),
        ]
        #expect(
            try KeyNumbers(open(sample.content, passphrase: Self.passphrase, using: backend.backend).key) == SourceKey.byOpenSSL.numbers)
        for passphrase in wrong {
            let error = #expect(throws: KeyFormatError.self, "\(passphrase)") {
                try open(sample.content, passphrase: passphrase, using: backend.backend)
            }
            // An empty one can't have been the file's: it exists in PKCS#8 only.
            if passphrase.isEmpty, !sample.testDescription.hasPrefix("PKCS#8") {
                #expect(error?.code == .passphraseNeeded)
                continue
            }
            #expect(error?.code == .wrongPassphrase, "\(passphrase): \(error?.message ?? "")")
            #expect(error?.message.contains("passphrase is wrong") == true, "\(error?.message ?? "")")
            #expect(error?.message.contains("damaged") == !sample.hasCheck, "\(error?.message ?? "")")
        }
        let missing = #expect(throws: KeyFormatError.self) { try open(sample.content, using: backend.backend) }
        #expect(missing?.code == .passphraseNeeded)
        #expect(missing?.message.contains("passphrase") == true)
    }

    /// A passphrase may be of any length, and of any UTF-8 but a zero. ssh-keygen takes no more than 1024 bytes, openssl the same.
    @Test(arguments: InteropBackend.allCases) func longPassphrases(backend: InteropBackend) throws {
        let crypto = try backend.backend
        let key = try SourceKey.byOpenSSL.opened(using: crypto)
        for written in WrittenFormat.encrypted {
            for passphrase in ["\t x \r\n ", String(repeating: "語", count: 341), String(repeating: "ä ", count: 30_000)] {
                let content = try written.writer(passphrase: passphrase).write(key, using: crypto).revealed
                #expect(try open(content, passphrase: passphrase, using: crypto).key == key, "\(written.name)")
                #expect(throws: KeyFormatError.self) { try open(content, passphrase: passphrase + " ", using: crypto) }
                guard passphrase.utf8.count < 1024, !passphrase.utf8.contains(0x0a), let reader = written.readers.encrypted.first
                else { continue }
                #expect(try reader.numbers(of: content, passphrase: passphrase) == KeyNumbers(key), "\(written.name)")
            }
        }
    }

    /// A passphrase that a plain file doesn't need is no reason to refuse it.
    @Test(arguments: samples.filter { $0.passphrase == nil }) func plainFilesNeedNoPassphrase(sample: Sample) throws {
        for backend in InteropBackend.allCases {
            #expect(try KeyNumbers(open(sample.content, passphrase: "x", using: backend.backend).key) == SourceKey.byOpenSSL.numbers)
        }
    }
}
