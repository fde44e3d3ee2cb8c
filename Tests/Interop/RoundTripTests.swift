import CryptoBackend
import KeyFormats
import Testing

/// Read then write gives the file of the reference tool back, byte for byte: with the file's own comment, salt, vector, rounds, check number
/// and costs.
@Suite struct RoundTripTests {
    private static let sources: [SourceKey] = {
        do {
            return try ["rsa1024", "rsa2048", "rsa2048-e3", "rsa3072", "rsa4096"].map { try SourceKey.committed($0) }
                + [1023, 2047, 2049].map { bits in
                    SourceKey(
                        testDescription: "\(bits) bits", pkcs1: try run("openssl", ["genrsa", "-traditional", "\(bits)"]).output)
                }
        } catch { preconditionFailure("\(error)") }
    }()

    @Test(arguments: sources) func privateFilesComeBack(source: SourceKey) throws {
        var generator = SeededGenerator(for: source.testDescription)
        // ssh-keygen keeps 1023 bytes.
        let comments = ["", "me@host", RandomText.text(1...60, using: &generator), RandomText.text(ofBytes: 1020, using: &generator)]
        for (index, reference) in ReferenceFile.all.enumerated() where try source.bits >= reference.leastBits {
            // Each variant gets all of the comments over the keys, and both backends.
            for comment in reference.keepsComment && !reference.takesPassphrase ? comments : [comments.randomElement(using: &generator)!] {
                let passphrase = RandomText.text(4...40, using: &generator)
                let content = try reference.make(source, comment, passphrase)
                let backend = InteropBackend.allCases[index % InteropBackend.allCases.count]
                let place: Comment = "\(reference.name), \(backend), comment “\(comment)”, passphrase “\(passphrase)”"
                let file = try PrivateKeyFile(SecretBytes(copying: content))
                let given = reference.takesPassphrase ? secret(passphrase) : nil
                let opened = try file.open(passphrase: given, using: backend.backend)
                #expect(try KeyNumbers(opened.key) == source.numbers, place)
                #expect(opened.comment == (reference.keepsComment ? comment : ""), place)
                let writer = try #require(file.writer(for: opened, passphrase: given), place)
                #expect(try writer.write(opened.key, using: backend.backend).revealed == content, place)
            }
        }
    }

    @Test(arguments: sources) func publicFilesComeBack(source: SourceKey) throws {
        var generator = SeededGenerator(for: source.testDescription)
        for comment in ["", RandomText.text(1...60, using: &generator), RandomText.text(ofBytes: 1020, using: &generator)] {
            for reference in try ReferenceFile.publicFiles(of: source, comment: comment) {
                let file = try PublicKeyFile(reference.content)
                #expect(file.format == reference.format, "\(reference.name)")
                #expect(try [file.key.modulus, file.key.publicExponent] == source.numbers.publicNumbers, "\(reference.name)")
                if reference.format == .openSSH { #expect(file.comment == comment, "\(reference.name)") }
                #expect(file.format.content(of: file.key, comment: file.comment) == reference.content, "\(reference.name), \(comment)")
            }
        }
    }

    /// ssh-keygen cuts a comment off after 1023 bytes, in the middle of a character if it must be.
    @Test(arguments: ["", "passphrase"]) func commentsThatWereCutOffComeBack(passphrase: String) throws {
        let comment = String(repeating: "a", count: 1022) + "ä"
        let folder = try TemporaryFolder()
        let path = try folder.write("key", SourceKey.byOpenSSL.pkcs1)
        try run("ssh-keygen", ["-q", "-p", "-P", "", "-N", "", "-f", path])
        try run("ssh-keygen", ["-q", "-c", "-C", comment, "-P", "", "-f", path])
        if !passphrase.isEmpty { try run("ssh-keygen", ["-q", "-p", "-a", "1", "-P", "", "-N", passphrase, "-f", path]) }
        let content = try folder.read("key")
        let file = try PrivateKeyFile(SecretBytes(copying: content))
        let given = passphrase.isEmpty ? nil : secret(passphrase)
        let opened = try file.open(passphrase: given, using: InteropBackend.openssl.backend)
        #expect(opened.comment == comment.dropLast() + "\u{fffd}")
        let writer = try #require(file.writer(for: opened, passphrase: given))
        #expect(try writer.write(opened.key, using: InteropBackend.openssl.backend).revealed == content)
    }

    /// A file of another variant isn't written again: whoever asks gets no writer, and no file that differs.
    @Test func otherVariantsHaveNoWriter() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("key", SourceKey.byOpenSSL.pkcs1)
        let pass = ["-passout", "pass:abcde", "-in", path]
        let others = [
            ["rsa", "-traditional", "-aes128"], ["pkcs8", "-topk8", "-v2", "aes-128-cbc"], ["pkcs8", "-topk8", "-v2prf", "hmacWithSHA1"],
        ]
        for arguments in others {
            let file = try PrivateKeyFile(SecretBytes(copying: run("openssl", arguments + pass).output))
            let opened = try file.open(passphrase: secret("abcde"), using: InteropBackend.openssl.backend)
            #expect(file.writer(for: opened, passphrase: secret("abcde")) == nil, "\(arguments)")
        }
    }
}
