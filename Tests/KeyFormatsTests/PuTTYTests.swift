import CryptoBackend
import KeyFormats
import Testing

@Suite struct PuTTYTests {
    private static let withArgon2 = backends.filter {
        $0.supports(.argon2(Argon2Parameters(variant: .argon2id, memory: 64, passes: 1, parallelism: 1), isPassphraseEmpty: false))
    }

    /// A file by puttygen of the reference key.
    private func file(passphrase: String = "", comment: String = "a comment", _ options: [String]) throws -> [UInt8] {
        let folder = try TemporaryFolder()
        let key = try folder.write("key", try ReferenceKey.shared.openSSH())
        try run(
            "puttygen",
            [key, "-O", "private", "-o", folder.file("ppk"), "-C", comment, "--new-passphrase", try folder.write("pw", passphrase.utf8)]
                + options)
        return try folder.read("ppk")
    }

    @Test(arguments: ["version=2", "version=3"]) func readsPlainFiles(version: String) throws {
        let file = try PrivateKeyFile(SecretBytes(copying: try file(["--ppk-param", version])))
        #expect(file.format == .putty)
        #expect(!file.isEncrypted)
        #expect(file.comment == "a comment")
        for backend in backends {
            let opened = try file.open(passphrase: nil, using: backend)
            #expect(opened.key == (try ReferenceKey.shared.opened()))
            #expect(opened.comment == "a comment")
        }
    }

    @Test func readsEncryptedFilesOfVersion2() throws {
        let file = try PrivateKeyFile(SecretBytes(copying: try file(passphrase: "pässword", ["--ppk-param", "version=2"])))
        #expect(file.encryption?.cipher == "aes256-cbc")
        #expect(file.publicKey == (try ReferenceKey.shared.opened().publicKey))
        for backend in backends {
            #expect(try file.open(passphrase: secret("pässword"), using: backend).key == ReferenceKey.shared.opened())
            let error = #expect(throws: KeyFormatError.self) { try file.open(passphrase: secret("password"), using: backend) }
            #expect(error?.message == "the passphrase is wrong")
            #expect(throws: KeyFormatError.self) { try file.open(passphrase: SecretBytes(), using: backend) }
        }
    }

    @Test(arguments: ["id", "i", "d"]) func readsEncryptedFilesOfVersion3(variant: String) throws {
        let parameters = "version=3,kdf=argon2\(variant),memory=256,passes=2,parallelism=2"
        let file = try PrivateKeyFile(SecretBytes(copying: try file(passphrase: "secret", ["--ppk-param", parameters])))
        #expect(file.encryption?.kdf == "Argon2\(variant)")
        #expect(file.encryption?.costs == "256 KiB, 2 passes, 2 lanes")
        try #require(!Self.withArgon2.isEmpty)
        for backend in Self.withArgon2 {
            #expect(try file.open(passphrase: secret("secret"), using: backend).key == ReferenceKey.shared.opened())
            let error = #expect(throws: KeyFormatError.self) { try file.open(passphrase: secret("x"), using: backend) }
            #expect(error?.code == .wrongPassphrase)
        }
        for limits in [KeyDerivationLimits(argon2Memory: (256 << 10) - 1), KeyDerivationLimits(argon2Work: (512 << 10) - 1)] {
            let error = #expect(throws: KeyFormatError.self) {
                try file.open(passphrase: secret("secret"), using: Self.withArgon2[0], limits: limits)
            }
            #expect(error?.code == .limitExceeded)
        }
    }

    @Test func writesPlainFilesByteForByte() throws {
        let contents = try file(comment: "päl", ["--ppk-param", "version=3"])
        for backend in backends {
            let writer = PrivateKeyWriter(format: .putty, comment: "päl")
            #expect(try writer.write(ReferenceKey.shared.opened(), using: backend).revealed == contents)
        }
    }

    @Test func writesEncryptedFilesByteForByte() throws {
        let contents = try file(passphrase: "secret", ["--ppk-param", "version=3,memory=512,passes=3,parallelism=1"])
        let salt = try #require(text(contents).split(separator: "\n").first { $0.hasPrefix("Argon2-Salt: ") }).dropFirst(13)
        for backend in Self.withArgon2 {
            var writer = PrivateKeyWriter(format: .putty, comment: "a comment", passphrase: secret("secret"))
            writer.argon2 = Argon2Parameters(variant: .argon2id, memory: 512, passes: 3, parallelism: 1)
            writer.salt = hexBytes(salt)
            #expect(try writer.write(ReferenceKey.shared.opened(), using: backend).revealed == contents)
        }
    }

    @Test func puttygenReadsWhatIsWritten() throws {
        let folder = try TemporaryFolder()
        let password = try folder.write("pw", "secret".utf8)
        for backend in Self.withArgon2 {
            let writer = PrivateKeyWriter(format: .putty, comment: "x\ny", passphrase: secret("secret"))
            let path = try folder.write("ppk", try writer.write(ReferenceKey.shared.opened(), using: backend).revealed)
            let line = text(try run("puttygen", [path, "-O", "public-openssh", "--old-passphrase", password]))
            #expect(try OpenSSHPublicKey(parsing: line).comment == "x y")
        }
    }

    @Test func namesWhatIsDamaged() throws {
        let contents = text(try file(["--ppk-param", "version=3"]))
        func error(_ old: String, _ new: String) -> KeyFormatError? {
            let changed = contents.replacing(old, with: new, maxReplacements: 1)
            #expect(changed != contents)
            return #expect(throws: KeyFormatError.self) {
                try PrivateKeyFile(secret(changed)).open(passphrase: nil, using: backends[0])
            }
        }
        #expect(error("a comment", "b comment")?.message == "damaged PuTTY private key: its content doesn't fit its Private-MAC")
        #expect(error("Comment", "Komment")?.message == "damaged PuTTY private key: line 3 should be Comment")
        #expect(
            error("Public-Lines: 6", "Public-Lines: 99999")?.message
                == "damaged PuTTY private key: line 4 counts 99999 lines, and fewer follow")
        #expect(
            error("Public-Lines: 6", "Public-Lines: -6")?.message
                == "damaged PuTTY private key: line 4 has no number behind Public-Lines")
        #expect(error("Private-MAC: ", "Private-MAC: z")?.message.contains("no hexadecimal digits") == true)
        #expect(error("none", "aes512-cbc")?.code == .unsupportedEncryption)
        #expect(error("ssh-rsa", "ssh-ed25519")?.code == .unsupportedKeyType)
        #expect(error("File-3", "File-1")?.code == .unsupportedFormat)
        #expect(throws: KeyFormatError.self) { try PrivateKeyFile(secret(contents + "more\n")) }
        #expect(
            try PrivateKeyFile(secret(contents.replacing("\n", with: "\r\n"))).open(passphrase: nil, using: backends[0]).comment
                == "a comment")
    }
}
