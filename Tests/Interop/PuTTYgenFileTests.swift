import CryptoBackend
import KeyFormats
import Testing

/// What puttygen writes, we read, and write again where we write it.
@Suite struct PuTTYgenFileTests {
    private static let passphrase = "pässwört of words"

    /// The key as puttygen writes it: `-O`, and what else it is told.
    private func written(
        _ source: SourceKey, _ type: String, comment: String = "", passphrase: String? = nil, parameters: String? = nil
    ) throws -> [UInt8] {
        let folder = try TemporaryFolder()
        try run(
            "puttygen",
            [
                folder.write("key", source.pkcs1), "-O", type, "-o", folder.file("new"), "-C", comment,
                "--new-passphrase", folder.write("passphrase", (passphrase ?? "").utf8),
            ] + (parameters.map { ["--ppk-param", $0] } ?? []))
        return try folder.read("new")
    }

    @Test(arguments: ["version=2", "version=3"]) func plainFiles(version: String) throws {
        for source in SourceKey.usual {
            for comment in ["", "a comment", RandomText.comment(), String(repeating: "lang ", count: 800) + "."] {
                let content = try written(source, "private", comment: comment, parameters: version)
                try ToolFile(content: content, source: source, format: .putty, comment: comment, isWritten: version == "version=3")
                    .check("\(version), \(comment)")
            }
        }
    }

    @Test func encryptedFilesOfVersion2() throws {
        let comment = RandomText.comment()
        let content = try written(.byOpenSSL, "private", comment: comment, passphrase: Self.passphrase, parameters: "version=2")
        try ToolFile(
            content: content, source: .byOpenSSL, format: .putty, passphrase: Self.passphrase,
            encryption: .init(cipher: "aes256-cbc", kdf: ["SHA-1"], hasCheck: true), comment: comment
        ).check(comment)
    }

    /// Each variant of Argon2, with low costs: a debug build reads it with each backend.
    @Test(
        arguments: [("argon2id", "Argon2id"), ("argon2i", "Argon2i"), ("argon2d", "Argon2d")],
        [(memory: 1024, passes: 2, parallelism: 1), (memory: 64, passes: 1, parallelism: 4)])
    func encryptedFilesOfVersion3(variant: (option: String, name: String), costs: (memory: Int, passes: Int, parallelism: Int)) throws {
        let (comment, passphrase) = (RandomText.comment(), RandomText.passphrase())
        let parameters =
            "version=3,kdf=\(variant.option),memory=\(costs.memory),passes=\(costs.passes),parallelism=\(costs.parallelism)"
        let content = try written(.byOpenSSL, "private", comment: comment, passphrase: passphrase, parameters: parameters)
        try ToolFile(
            content: content, source: .byOpenSSL, format: .putty, passphrase: passphrase,
            encryption: .init(
                cipher: "aes256-cbc", kdf: [variant.name],
                costs: ["\(costs.memory) KiB", "\(costs.passes) pass", "\(costs.parallelism) lane"], hasCheck: true),
            comment: comment, isWritten: true
        ).check("\(parameters), \(comment), \(passphrase)")
    }

    /// What puttygen takes when it is told nothing more: passes that take a tenth of a second.
    @Test func theUsualCosts() throws {
        let content = try written(.byOpenSSL, "private", comment: "a", passphrase: "abcde")
        try ToolFile(
            content: content, source: .byOpenSSL, format: .putty, passphrase: "abcde",
            encryption: .init(cipher: "aes256-cbc", kdf: ["Argon2id"], costs: ["8192 KiB", "1 lane"], hasCheck: true), comment: "a",
            isWritten: true
        ).check()
    }

    /// The formats of others. OpenSSH's own puttygen writes with fewer letters on a line than ssh-keygen does, and more padding.
    @Test(arguments: [nil, passphrase]) func otherFormats(passphrase: String?) throws {
        try ToolFile(
            content: written(.byOpenSSL, "private-openssh", comment: "lost", passphrase: passphrase), source: .byOpenSSL,
            format: passphrase == nil ? .pkcs1 : .pkcs1Encrypted, passphrase: passphrase,
            encryption: passphrase.map { _ in .init(cipher: "DES-EDE3-CBC", kdf: ["EVP_BytesToKey", "MD5"]) },
            showsPublicKey: passphrase == nil, isWritten: passphrase == nil
        ).check()
        let comment = RandomText.comment()
        try ToolFile(
            content: written(.byOpenSSL, "private-openssh-new", comment: comment, passphrase: passphrase), source: .byOpenSSL,
            format: .openSSH, passphrase: passphrase,
            encryption: passphrase.map { _ in .init(cipher: "aes256-ctr", kdf: ["bcrypt"], rounds: 16, hasCheck: true) },
            comment: comment, showsComment: passphrase == nil, isWritten: true, comesBack: false
        ).check(comment)
        let sshcom = try written(.byOpenSSL, "private-sshcom", comment: comment, passphrase: passphrase)
        let error = #expect(throws: KeyFormatError.self) { try PrivateKeyFile(SecretBytes(copying: sshcom)) }
        #expect(error?.code == .unsupportedFormat)
        #expect(error?.message.contains("SSH2 ENCRYPTED PRIVATE KEY") == true)
    }

    @Test func publicFiles() throws {
        for source in SourceKey.usual {
            let numbers = try source.numbers.publicNumbers
            for (type, format) in [("public", PublicKeyFormat.rfc4716), ("public-openssh", .openSSH)] {
                let comment = RandomText.comment()
                let file = try PublicKeyFile(written(source, type, comment: comment))
                #expect(file.format == format)
                #expect([file.key.modulus, file.key.publicExponent] == numbers)
                // In RFC 4716 puttygen hides quotes and backslashes, for which that knows no way (§3.3.2).
                let expected = type == "public" ? comment.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") : comment
                #expect(file.comment == expected, "\(type)")
            }
        }
    }

    /// Other keys are named.
    @Test(
        arguments: [
            ("ed25519", "256", "ssh-ed25519"), ("ed448", "448", "ssh-ed448"), ("ecdsa", "384", "ecdsa-sha2-nistp384"),
            ("dsa", "1024", "ssh-dss"),
        ])
    func otherKeys(type: String, bits: String, name: String) throws {
        for version in [2, 3] {
            let folder = try TemporaryFolder()
            try run(
                "puttygen",
                [
                    "-q", "-t", type, "-b", bits, "-o", folder.file("ppk"), "-C", "c", "--new-passphrase", folder.write("passphrase", []),
                    "--ppk-param", "version=\(version)",
                ])
            let error = #expect(throws: KeyFormatError.self) { try PrivateKeyFile(SecretBytes(copying: folder.read("ppk"))) }
            #expect(error?.code == .unsupportedKeyType)
            #expect(error?.message.contains(name) == true, "\(error?.message ?? "")")
            let publicError = #expect(throws: KeyFormatError.self) { try PublicKeyFile(folder.read("ppk")) }
            #expect(publicError?.code == .isPrivateKey)
        }
    }
}
