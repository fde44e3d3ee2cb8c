import CryptoBackend
import KeyFormats
import Testing

/// What we write, they read.
@Suite struct WrittenPrivateKeyTests {
    /// A key of each backend's own making.
    private static let generated: [InteropBackend: RSAPrivateKey] = {
        do {
            return try Dictionary(uniqueKeysWithValues: InteropBackend.allCases.map { ($0, try $0.backend.generateRSAKey(bits: 2048)) })
        } catch { preconditionFailure("\(error)") }
    }()

    private func key(_ backend: InteropBackend) throws -> RSAPrivateKey { try #require(Self.generated[backend]) }

    /// A further format needs a program here that reads it.
    @Test func everyWritableFormatIsTested() {
        #expect(PrivateKeyFormat.writable.map(\.name).sorted() == WrittenFormat.all.map(\.name).sorted())
    }

    @Test(arguments: WrittenFormat.plain, InteropBackend.allCases)
    func programsReadPlainFiles(written: WrittenFormat, with backend: InteropBackend) throws {
        let key = try key(backend)
        for comment in ["", "me@host", RandomText.comment(), String(repeating: "lang ", count: 200) + "."] {
            let content = try written.writer(comment: comment).write(key, using: backend.backend)
            let opened = try open(content.revealed, using: backend.backend)
            #expect(opened.key == key, "\(comment)")
            #expect(opened.comment == (written.keepsComment ? comment : ""))
        }
        let content = try written.writer(comment: RandomText.comment()).write(key, using: backend.backend).revealed
        for reader in written.readers.plain {
            #expect(try reader.numbers(of: content, passphrase: nil) == KeyNumbers(key), "\(reader)")
        }
    }

    @Test(arguments: WrittenFormat.encrypted, InteropBackend.allCases)
    func programsReadEncryptedFiles(written: WrittenFormat, with backend: InteropBackend) throws {
        let key = try key(backend)
        for passphrase in [RandomText.passphrase(), String(repeating: "Paßwort ", count: 80)] {
            let content = try written.writer(comment: RandomText.comment(), passphrase: passphrase).write(key, using: backend.backend)
            for reader in written.readers.encrypted {
                #expect(try reader.numbers(of: content.revealed, passphrase: passphrase) == KeyNumbers(key), "\(reader), \(passphrase)")
                #expect(throws: ProgramFailure.self, "\(reader) must need the passphrase \(passphrase)") {
                    try reader.numbers(of: content.revealed, passphrase: "\(passphrase)x")
                }
            }
        }
    }

    /// The costs that `key generate` writes with.
    @Test(arguments: ["pkcs8", "openssh"], InteropBackend.allCases)
    func programsReadTheUsualCosts(name: String, with backend: InteropBackend) throws {
        let key = try key(backend)
        let writer = PrivateKeyWriter(format: try #require(PrivateKeyFormat(name: name)), comment: "a", passphrase: secret("Passphrase"))
        let content = try writer.write(key, using: backend.backend)
        #expect(try PrivateKeyReader.sshKeygen.numbers(of: content.revealed, passphrase: "Passphrase") == KeyNumbers(key))
        #expect(try PrivateKeyFile(content).encryption?.rounds == (name == "pkcs8" ? 600_000 : 24))
    }

    @Test(arguments: InteropBackend.allCases) func programsReadScrypt(with backend: InteropBackend) throws {
        let key = try key(backend)
        var writer = PrivateKeyWriter(format: .pkcs8, passphrase: secret("pässphrase"))
        writer.scrypt = PrivateKeyWriter.usualScrypt
        let content = try writer.write(key, using: backend.backend)
        for reader in [PrivateKeyReader.sshKeygen, .opensslPEM, .pythonPEM] {
            #expect(try reader.numbers(of: content.revealed, passphrase: "pässphrase") == KeyNumbers(key), "\(reader)")
        }
    }

    /// `ssh-keygen -y` prints the line that we print, comment included; `-l` the fingerprints.
    @Test(arguments: ["pkcs1", "pkcs8", "openssh", "pkcs1-encrypted"], InteropBackend.allCases)
    func sshKeygenMakesThePublicHalf(name: String, with backend: InteropBackend) throws {
        let key = try key(backend)
        let written = try WrittenFormat.named(name)
        let crypto = try backend.backend
        for passphrase in [nil, RandomText.passphrase()] {
            if passphrase == nil ? written.passphrase == .always : written.passphrase == .never { continue }
            let folder = try TemporaryFolder()
            let comment = RandomText.comment()
            let content = try written.writer(comment: comment, passphrase: passphrase).write(key, using: crypto)
            let path = try folder.write("key", content.revealed)
            let line = OpenSSHPublicKey(key: key.publicKey, comment: written.keepsComment ? comment : "").line
            #expect(try run("ssh-keygen", ["-y", "-P", passphrase ?? "", "-f", path]).text == line + "\n", "\(passphrase ?? "none")")
            // ssh-keygen finds the public half of an encrypted file in its own format only; of others in the file beside them.
            if name != "openssh" { try folder.write("key.pub", "\(line) a\n".utf8) }
            let fingerprints = [
                ("sha256", try key.publicKey.sha256Fingerprint(using: crypto)), ("md5", try key.publicKey.md5Fingerprint(using: crypto)),
            ]
            for (hash, fingerprint) in fingerprints {
                let fields = try run("ssh-keygen", ["-l", "-E", hash, "-f", path]).text.split(separator: " ")
                #expect(fields.prefix(2) == ["2048", fingerprint[...]])
            }
        }
    }

    /// ssh-keygen writes the file again with another passphrase, in its format or another, and we read that.
    @Test(arguments: ["pkcs1", "pkcs8", "openssh", "pkcs1-encrypted"], InteropBackend.allCases)
    func weReadWhatSSHKeygenEncryptsAgain(name: String, with backend: InteropBackend) throws {
        let key = try key(backend)
        let written = try WrittenFormat.named(name)
        let (comment, old, new) = (RandomText.comment(), RandomText.passphrase(), RandomText.passphrase())
        let content = try written.writer(comment: comment, passphrase: written.passphrase == .never ? nil : old).write(
            key, using: backend.backend)
        for format in ["RFC4716", "PEM", "PKCS8"] {
            let folder = try TemporaryFolder()
            let path = try folder.write("key", content.revealed)
            try run(
                "ssh-keygen", ["-q", "-p", "-a", "1", "-m", format, "-P", written.passphrase == .never ? "" : old, "-N", new, "-f", path])
            let opened = try open(folder.read("key"), passphrase: new, using: backend.backend)
            #expect(opened.key == key, "\(format), \(new)")
            if format == "RFC4716", written.keepsComment { #expect(opened.comment == comment) }
            let error = #expect(throws: KeyFormatError.self) { try open(folder.read("key"), passphrase: old, using: backend.backend) }
            #expect(error?.code == .wrongPassphrase, "\(format), \(old): \(error?.message ?? "")")
        }
    }

    /// The largest and the smallest that are read, and an exponent of 3.
    @Test(arguments: ["rsa1024", "rsa2048-e3", "rsa8192", "rsa16384"], InteropBackend.allCases)
    func otherSizes(name: String, with backend: InteropBackend) throws {
        let source = try SourceKey.committed(name)
        let key = try source.opened(using: backend.backend)
        #expect(try KeyNumbers(key) == source.numbers)
        for written in WrittenFormat.plain {
            let content = try written.writer(comment: "c").write(key, using: backend.backend)
            #expect(try open(content.revealed, using: backend.backend).key == key, "\(written.name)")
        }
        let folder = try TemporaryFolder()
        let ours = try WrittenFormat.named("openssh").writer(passphrase: "a").write(key, using: backend.backend)
        let path = try folder.write("key", ours.revealed)
        let line = OpenSSHPublicKey(key: key.publicKey).line
        #expect(try run("ssh-keygen", ["-y", "-P", "a", "-f", path]).text.trimmingSpaces == line)
        let pem = try folder.write("pem", try written("pkcs8", key, backend))
        #expect(try run("openssl", ["rsa", "-in", pem, "-traditional"]).output == source.pkcs1)
    }

    private func written(_ name: String, _ key: RSAPrivateKey, _ backend: InteropBackend) throws -> [UInt8] {
        try PrivateKeyWriter(format: #require(PrivateKeyFormat(name: name))).write(key, using: backend.backend).revealed
    }

    @Test(arguments: WrittenFormat.all, InteropBackend.allCases)
    func passphrasesThatCannotBeAreRefused(written: WrittenFormat, with backend: InteropBackend) throws {
        let key = try key(backend)
        var passphrases: [String?] = [""]
        if written.passphrase == .always { passphrases.append(nil) }
        if written.passphrase == .never { passphrases.append("a passphrase") }
        for passphrase in passphrases {
            let error = #expect(throws: KeyFormatError.self, "\(passphrase ?? "none")") {
                try written.writer(passphrase: passphrase).write(key, using: backend.backend)
            }
            #expect(error?.code == .invalidParameter)
            if written.name == "pkcs1", passphrase == "a passphrase" {
                #expect(error?.message.contains("pkcs8") == true && error?.message.contains("openssh") == true)
            }
        }
    }
}

extension String {
    var trimmingSpaces: String { String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()) }
}
